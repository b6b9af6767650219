"""A report as read from its files, each part still with its place: what the checks look at."""

from __future__ import annotations

from dataclasses import dataclass

from bot.library.model import (
    RECOMMENDATIONS_SLUG,
    Recommendation,
    RecommendationFile,
    RecommendationList,
    RecommendationsFile,
    Report,
    ReportFile,
    Section,
    SectionFile,
    Source,
    Term,
    TermFile,
)
from bot.library.slug import slug_of
from bot.library.yaml_source import Document


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """One section's file."""

    slug: str
    document: Document
    section: SectionFile


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """All files of one report; `build` gives the report, once the checks have passed."""

    id: str
    document: Document
    report: ReportFile
    sections: tuple[SectionDraft, ...]
    recommendations_document: Document | None
    recommendations: RecommendationsFile | None
    unread: frozenset[str] = frozenset()
    """Slugs of sections whose files have problems: they are there, though nothing is known of them."""

    @property
    def drafts(self) -> tuple[Document, ...]:
        """The files that are marked `draft: true`."""
        files = [(self.document, self.report.draft)]
        files += [(section.document, section.section.draft) for section in self.sections]
        if self.recommendations and self.recommendations_document:
            files.append((self.recommendations_document, self.recommendations.draft))
        return tuple(document for document, is_draft in files if is_draft)

    def full_id(self, reference: str) -> str:
        """The id that a reference within this report means: `r8` or `china-factor`."""
        return f"{self.id}/{reference}"

    def build(self) -> Report:
        """The report with every id filled in."""
        file = self.report
        return Report(
            id=self.id,
            draft=bool(self.drafts),
            title=file.title,
            short_title=file.short_title,
            published=file.published,
            review_by=file.review_by,
            language=file.language,
            visibility=file.visibility,
            aliases=file.aliases,
            sections=tuple(self._section(draft) for draft in self.sections),
            recommendations=self._recommendations(self.recommendations),
            terms=tuple(self._term(term) for term in file.terms),
        )

    def _section(self, draft: SectionDraft) -> Section:
        section_id = self.full_id(draft.slug)
        return Section(**dict(draft.section), id=section_id, report_id=self.id)

    def _term(self, term: TermFile) -> Term:
        fields = {**dict(term), "see": tuple(map(self.full_id, term.see))}
        return Term(**fields, id=self.full_id(f"terms/{slug_of(term.term)}"), report_id=self.id)

    def _recommendations(self, file: RecommendationsFile | None) -> RecommendationList | None:
        if file is None:
            return None
        items = sorted(file.recommendations, key=lambda item: item.number)
        return RecommendationList(
            id=self.full_id(RECOMMENDATIONS_SLUG),
            report_id=self.id,
            title=file.title,
            aliases=file.aliases,
            summary=file.summary,
            source=file.source,
            items=tuple(self._recommendation(item, file.source) for item in items),
        )

    def _recommendation(self, item: RecommendationFile, source: Source) -> Recommendation:
        own = Source(heading=source.heading, locator=f"recommendation {item.number}")
        fields = {
            **dict(item),
            "areas": tuple(map(self.full_id, item.areas)),
            "source": item.source or own,
        }
        return Recommendation(**fields, id=self.full_id(f"r{item.number}"), report_id=self.id)

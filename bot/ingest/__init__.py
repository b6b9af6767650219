"""A document (txt, md, html, docx, pdf) to a draft report, for an editor to finish."""

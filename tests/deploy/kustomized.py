"""What `kubectl kustomize` makes of a folder: what our folders use of it, and an error for anything else.

The names of generated ConfigMaps get no hash here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

Resource = dict[str, Any]

_FILE = "kustomization.yaml"
_KEYS = {"apiVersion", "kind", "resources", "patches", "images", "configMapGenerator"}


def render(folder: Path) -> list[Resource]:
    """The resources of a folder, with those of the folders that it builds on."""
    wanted = yaml.safe_load((folder / _FILE).read_text(encoding="utf-8"))
    assert set(wanted) <= _KEYS, f"{folder / _FILE}: {set(wanted) - _KEYS} is more than this reads"
    found = [each for name in wanted["resources"] for each in _resources(folder / name)]
    for generator in wanted.get("configMapGenerator", ()):
        _generate(generator, found)
    for patch in wanted.get("patches", ()):
        assert set(patch) == {"path"}
        change = read_one(folder / patch["path"])
        target = the(found, change["kind"], change["metadata"]["name"])
        found[found.index(target)] = _merged(target, change)
    for image in wanted.get("images", ()):
        _rename(image, found)
    return found


def files_named(folder: Path) -> set[Path]:
    """The files and folders that a folder's kustomization names."""
    wanted = yaml.safe_load((folder / _FILE).read_text(encoding="utf-8"))
    patches = [patch["path"] for patch in wanted.get("patches", ())]
    return {(folder / name).resolve() for name in (*wanted["resources"], *patches)}


def the(resources: list[Resource], kind: str, name: str = "briefbot") -> Resource:
    """The only resource of a kind and a name."""
    [found] = [each for each in resources if each["kind"] == kind and each["metadata"]["name"] == name]
    return found


def read_one(path: Path) -> Resource:
    """The only resource of a file."""
    [found] = yaml.safe_load_all(path.read_text(encoding="utf-8"))
    return dict(found)


def containers(resources: list[Resource]) -> Iterator[Resource]:
    """Every container of every Deployment."""
    for each in resources:
        if each["kind"] == "Deployment":
            pod = each["spec"]["template"]["spec"]
            yield from (*pod.get("initContainers", ()), *pod["containers"])


def _resources(path: Path) -> list[Resource]:
    return render(path) if path.is_dir() else [read_one(path)]


def _generate(generator: Mapping[str, Any], into: list[Resource]) -> None:
    assert set(generator) <= {"name", "literals", "behavior"}
    data = dict(literal.split("=", 1) for literal in generator["literals"])
    if generator.get("behavior") == "merge":
        the(into, "ConfigMap", generator["name"])["data"].update(data)
    else:
        into.append(
            {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": generator["name"]}, "data": data}
        )


def _merged(old: Any, new: Any) -> Any:
    """A strategic merge of mappings; lists are merged by rules of their own, which no patch of ours needs."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        assert not isinstance(new, list), "a patch of a list is more than this reads"
        return new
    return {**old, **{name: _merged(old.get(name), value) for name, value in new.items()}}


def _rename(image: Mapping[str, str], resources: list[Resource]) -> None:
    assert set(image) == {"name", "newName", "newTag"}
    for container in containers(resources):
        if container["image"] == image["name"]:
            container["image"] = f"{image['newName']}:{image['newTag']}"

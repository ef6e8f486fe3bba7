"""One routine through several exporters, and everything there is to tell about it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from stretchexport.variants import Choice, Selection, choose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stretchexport.exporters.base import Exporter, File, Fit, Loss, Options
    from stretchexport.model import Routine


@dataclass(frozen=True, slots=True)
class Made:
    """What one exporter made of a routine; ``verified`` is in the order of ``files``."""

    exporter: Exporter
    files: tuple[File, ...]
    losses: tuple[Loss, ...]
    verified: tuple[str, ...] = ()
    fits: tuple[Fit, ...] = ()


def export_routine(
    routine: Routine,
    exporters: Iterable[Exporter],
    selection: Selection,
    settings: Mapping[str, object] | None = None,
    *,
    verify: bool = False,
) -> tuple[Made, ...]:
    """Run ``exporters``, each with its default options and those of ``settings`` that it has.

    Raises ``ValueError`` with a sentence for people if one of them cannot take a setting. With
    ``verify``, every file is read back by an independent reader, which raises
    :class:`~stretchexport.exporters.base.VerificationError` if it finds anything amiss.
    """
    return tuple(
        make(exporter, routine, options_for(exporter, selection, settings or {}), verify=verify)
        for exporter in exporters
    )


def make(exporter: Exporter, routine: Routine, options: Options, *, verify: bool) -> Made:
    """Run one exporter; ``verify`` as for :func:`export_routine`."""
    result = exporter.export(routine, options)
    checked = tuple(exporter.verify(file) for file in result.files) if verify else ()
    return Made(exporter, result.files, result.losses, checked, result.fits)


def options_for(
    exporter: Exporter, selection: Selection, settings: Mapping[str, object]
) -> Options:
    """The exporter's options, with each of ``settings`` that it has a field for.

    Raises ``ValueError`` with a sentence for people if it cannot take one of them.
    """
    its: dict[str, Any] = {
        name: value for name, value in settings.items() if has_option(exporter, name)
    }
    return exporter.options_type(selection=selection, **its)


def has_option(exporter: Exporter, name: str) -> bool:
    """Whether the options of ``exporter`` have a field called ``name``."""
    return name in (field.name for field in fields(exporter.options_type))


def choices(routine: Routine, selection: Selection) -> tuple[Choice, ...]:
    """How every stretch with variants is done in the sessions, each different choice once."""
    found = [
        choose(routine.stretches[item.stretch], selection, item.variant)
        for session in routine.sessions.values()
        for item in session.items
    ]
    different = {(one.stretch.id, one.variant.id): one for one in found if one.variant}
    return tuple(different.values())


def wrong_choices(routine: Routine, selection: Selection) -> list[tuple[str, str, tuple[str, ...]]]:
    """Variants asked for that ``routine`` does not have: stretch, variant, and those it has."""
    wrong = []
    for stretch, variant in selection.variants:
        if stretch in routine.stretches:
            known = tuple(one.id for one in routine.stretches[stretch].variants)
            if variant not in known:
                wrong.append((stretch, variant, known))
    return wrong

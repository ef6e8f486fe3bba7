"""Options by name: each exporter gets those that it has a field for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from fit.routines import routine
from stretchexport.exporters import registry
from stretchexport.exporters.base import Export, File, Options
from stretchexport.exporting import export_routine, has_option, options_for
from stretchexport.variants import NOTHING_SAID

if TYPE_CHECKING:
    from stretchexport.model import Routine


@dataclass(frozen=True, slots=True)
class ShoutOptions(Options):
    """What another package's exporter may be set to."""

    unroll: bool = False
    loud: bool = False


class Shout:
    """An exporter of another package."""

    name = title = purpose = next_step = "shout"
    suffix, media_type = ".txt", "text/plain"
    limits: tuple[str, ...] = ("It is short.",)
    options_type: type[Options] = ShoutOptions

    def export(self, routine: Routine, options: ShoutOptions) -> Export:
        """The options, so that a test can read them."""
        said = f"{routine.id} {options.unroll} {options.loud}".encode()
        return Export((File("x.txt", said, self.media_type, "a word"),))

    def verify(self, file: File) -> str:
        """Nothing to check."""
        return file.about


def test_each_exporter_gets_the_settings_it_has_and_its_defaults_for_the_rest() -> None:
    fit, plan = registry.get("fit"), registry.get("plan")
    settings = {"unroll": True, "sport": "yoga", "loud": True}
    shouted, _, made = export_routine(routine(), [Shout(), plan, fit], NOTHING_SAID, settings)
    assert shouted.files[0].data == b"routine True True"
    alone = fit.export(routine(), fit.options_type(unroll=True, sport="yoga"))  # type: ignore[call-arg]
    assert made.files == alone.files
    assert options_for(plan, NOTHING_SAID, settings) == Options()


def test_without_settings_everything_is_by_default() -> None:
    (made,) = export_routine(routine(), [Shout()], NOTHING_SAID)
    assert made.files[0].data == b"routine False False"


def test_a_value_that_an_exporter_cannot_take_is_told() -> None:
    with pytest.raises(ValueError, match="there is no sport chess"):
        export_routine(routine(), [registry.get("fit")], NOTHING_SAID, {"sport": "chess"})


def test_an_exporter_has_the_options_of_its_fields() -> None:
    assert has_option(Shout(), "loud")
    assert not has_option(registry.get("plan"), "unroll")

"""Whatever the bytes: the reader and the checks answer with values, never with an exception."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from stretchexport.loading import load_bytes

ROOT = Path(__file__).parent.parent.parent
GOOD = [
    path.read_bytes()
    for path in (
        ROOT / "tests" / "corpus" / "every-key.yaml",
        ROOT / "examples" / "mid-back-release.yaml",
        ROOT / "examples" / "morning-mobility.json",
    )
]
PIECES = (
    b"[", b"]", b"{", b"}", b":", b"- ", b"\n", b"  ", b"\t", b'"', b"'", b"&a", b"*a", b"<<: ",
    b"!!x ", b"---\n", b"null", b"0", b"-1", b"1.5", b"30s", b"\xff", b"\xe2\x80\xae", b"\x00",
    b"#",
    b"'silence': [{code: SE502, reason: x}]", b"[]", b"{}", b"scapula.retraction", b"each", b"both",
)  # fmt: skip


def answers(raw: bytes, name: str) -> None:
    loaded = load_bytes(raw, name)
    assert (loaded.routine is None) == any(f.severity == "error" for f in loaded.findings)
    for finding in loaded.findings:
        assert finding.message
        assert finding.span.line >= 1
        assert finding.span.column >= 1


@settings(max_examples=150)
@given(st.binary(max_size=200), st.sampled_from(["a.yaml", "a.json", "-"]))
def test_any_bytes_get_an_answer(raw: bytes, name: str) -> None:
    answers(raw, name)


@settings(max_examples=300)
@given(
    st.sampled_from(GOOD),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(PIECES)),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["a.yaml", "a.json", "-"]),
)
def test_a_good_file_with_pieces_cut_and_put_in_gets_an_answer(
    good: bytes, edits: list[tuple[float, int, bytes]], name: str
) -> None:
    raw = good
    for where, length, piece in edits:
        at = int(where * len(raw))
        raw = raw[:at] + piece + raw[at + length :]
    answers(raw, name)

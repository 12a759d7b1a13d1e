import numpy as np
import pytest

import models.runs.moments as module
from models.architecture import untrained
from models.curves import Point
from models.errors import ModelError
from models.plan import PRESETS
from models.runs.moments import MomentReader, MomentWriter
from models.runs.steps import step_of
from models.scores import Score


def point(epoch, rng):
    scores = (Score(rng.integers(0, 99, (5, 5)), float(rng.random())) for _ in range(2))
    return Point(epoch, *scores)


def written(path, preset, n, rng, first=0, writer=None):
    """Write n moments of a network that changes; return what was written."""
    network = untrained(PRESETS[preset], 784, 5, np.random.default_rng(first))
    writer = writer or MomentWriter(path, network)
    found = []
    for epoch in range(first, first + n):
        for array in network.parameters():
            array += (0.1 * rng.standard_normal(array.shape)).astype(array.dtype)
        found.append((point(epoch, rng), network.copy()))
        for _ in writer.add(*found[-1]):
            pass
    return found


@pytest.mark.parametrize("preset", PRESETS)
def test_any_moment_is_the_network_of_then_and_says_what_it_said(preset, tmp_path, rng):
    found = written(tmp_path / "m", preset, 45, rng)
    reader = MomentReader(tmp_path / "m", found[0][1])
    sheets = (rng.random((50, 784)) < 0.2).astype(np.float32)
    assert len(reader) == 45
    for place in (0, 1, 19, 20, 21, 44):
        scored, network = found[place]
        again = reader.network(place)
        for now, then in zip(again.parameters(), network.parameters(), strict=True):
            assert np.abs(now - then).max() <= step_of(now) / 2 * 1.001
        assert np.abs(again.forward(sheets) - network.forward(sheets)).max() < 0.01
        assert reader.points[place].epoch == scored.epoch
        for got, want in zip(
            (reader.points[place].trained, reader.points[place].held_out),
            (scored.trained, scored.held_out),
            strict=True,
        ):
            assert np.array_equal(got.confusion, want.confusion) and got.loss == want.loss


def test_a_file_goes_on_behind_the_moments_that_stay(tmp_path, rng):
    first = written(tmp_path / "m", "classic", 30, rng)
    writer = MomentWriter(tmp_path / "m", first[0][1], 23)
    later = written(tmp_path / "m", "classic", 5, rng, first=100, writer=writer)
    reader = MomentReader(tmp_path / "m", first[0][1])
    assert [point.epoch for point in reader.points] == [*range(23), *range(100, 105)]
    for place, (_, network) in ((22, first[22]), (23, later[0]), (27, later[4])):
        last = zip(reader.network(place).parameters(), network.parameters(), strict=True)
        assert all(np.abs(now - then).max() < 0.05 for now, then in last)


def test_a_moment_cut_off_in_the_middle_is_left_out_and_written_again(tmp_path, rng):
    path = tmp_path / "m"
    found = written(path, "classic", 7, rng)
    whole = path.read_bytes()
    for cut in (1, 20, 400, 3000):
        path.write_bytes(whole[:-cut])
        assert len(MomentReader(path, found[0][1])) == 6
    MomentWriter(path, found[0][1], 6)
    assert len(MomentReader(path, found[0][1])) == 6 and len(path.read_bytes()) < len(whole)


def test_no_file_has_no_moments_and_a_strange_one_is_named(tmp_path, rng):
    network = untrained(PRESETS["classic"], 784, 5, rng)
    assert len(MomentReader(tmp_path / "none", network)) == 0
    (tmp_path / "m").write_bytes(b"something else entirely")
    with pytest.raises(ModelError, match="moments of the run .* are damaged"):
        MomentReader(tmp_path / "m", network)


def test_a_damaged_moment_is_named_and_the_others_are_there(tmp_path, rng):
    found = written(tmp_path / "m", "classic", 45, rng)
    reader = MomentReader(tmp_path / "m", found[0][1])
    content = bytearray((tmp_path / "m").read_bytes())
    content[reader.entries[22].start + 50] ^= 0xFF
    (tmp_path / "m").write_bytes(content)
    reader = MomentReader(tmp_path / "m", found[0][1])
    reader.network(21), reader.network(40)
    for place in (22, 30):
        with pytest.raises(ModelError, match="are damaged"):
            reader.network(place)


def test_random_bytes_behind_the_beginning_do_no_harm(tmp_path, rng):
    network = untrained(PRESETS["classic"], 784, 5, rng)
    for _ in range(200):
        noise = rng.integers(0, 256, int(rng.integers(0, 200)), np.uint8).tobytes()
        (tmp_path / "m").write_bytes(module.MAGIC + noise)
        assert len(MomentReader(tmp_path / "m", network)) == 0

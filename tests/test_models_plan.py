import pytest

from models.plan import PRESETS, SETTINGS, Plan, shown

BY_NAME = {setting.name: setting for setting in SETTINGS}


def test_every_default_passes_its_own_check():
    for setting in SETTINGS:
        value = getattr(Plan(), setting.name)
        assert setting.parse(shown(value)) == value


@pytest.mark.parametrize(
    "name, text, value",
    [
        ("hidden", "16,16", (16, 16)),
        ("hidden", " 32 , 8 ", (32, 8)),
        ("hidden", "", ()),
        ("epochs", "1,000", 1000),
        ("learning_rate", "0,5", 0.5),
    ],
)
def test_what_a_person_types_is_understood(name, text, value):
    assert BY_NAME[name].parse(text) == value


@pytest.mark.parametrize(
    "name, text, sentence",
    [
        ("hidden", "many", "Numbers with commas"),
        ("hidden", "0", "1 to 1,000"),
        ("hidden", "16," * 11, "At most 10 layers"),
        ("epochs", "0", "From 1 to 1,000,000"),
        ("epochs", "1.5", "whole number"),
        ("batch_size", "-3", "From 1 to"),
        ("learning_rate", "fast", "Type a number"),
        ("learning_rate", "nan", "Above 0"),
        ("learning_rate", "inf", "Above 0"),
        ("learning_rate", "0", "Above 0"),
        ("activation", "step", "One of sigmoid, tanh, relu"),
        ("seed", "-1", "From 0"),
    ],
)
def test_nonsense_is_refused_in_words(name, text, sentence):
    with pytest.raises(ValueError, match=sentence):
        BY_NAME[name].parse(text)


def test_a_preset_brings_its_layers_and_own_layers_name_themselves():
    wide = Plan().with_setting("network", "wide")
    assert wide.hidden == PRESETS["wide"]
    assert wide.with_setting("hidden", (5,)).network == "own"
    assert wide.with_setting("hidden", (16, 16)).network == "classic"

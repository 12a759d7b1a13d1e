from dataclasses import replace

import pytest

from models.plan import AMOUNTS, PRESETS, Plan
from models.settings import SETTINGS, VARIANTS, shown

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
        ("hidden", "none", ()),
        ("filters", "8, 16", (8, 16)),
        ("centred", "on", True),
        ("learning_rate", "0,5", 0.5),
        ("momentum", "0", 0.0),
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
        ("schedule", "steps", "One of constant, cosine"),
        ("centred", "perhaps", "One of on, off"),
        ("filters", "8,8,8,8,8", "At most 4 convolutions"),
        ("filters", "500", "of 1 to 200"),
        ("momentum", "1", "From 0 to 0.99"),
        ("weight_decay", "nan", "From 0 to 1"),
        ("dropout", "-0.1", "From 0 to 0.9"),
        ("turn_deg", "90", "From 0 to 45"),
        ("seed", "-1", "From 0"),
    ],
)
def test_nonsense_is_refused_in_words(name, text, sentence):
    with pytest.raises(ValueError, match=sentence):
        BY_NAME[name].parse(text)


def test_a_preset_brings_its_settings_and_leaves_seed_and_switch_alone():
    plan = Plan().with_setting("seed", 7).with_setting("augment", False)
    wide = plan.with_setting("epochs", 3).with_setting("network", "wide")
    assert wide == replace(PRESETS["wide"], seed=7, augment=False)


def test_own_layers_name_themselves():
    wide = Plan().with_setting("network", "wide")
    assert wide.with_setting("hidden", (5,)).network == "own"
    assert wide.with_setting("hidden", (5,)).with_setting("hidden", wide.hidden).network == "wide"
    assert wide.with_setting("epochs", 3).network == "wide"
    assert wide.with_setting("centred", False).network == "own"


def test_every_amount_of_variation_is_a_setting_with_a_slider():
    assert [setting.name for setting in VARIANTS] == [*AMOUNTS, "smaller"]
    assert Plan().amounts() == {name: getattr(Plan(), name) for name in AMOUNTS}
    for setting in VARIANTS:
        assert setting.parse(shown(setting.most)) == setting.most
        assert getattr(PRESETS["wide"], setting.name) <= setting.most


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_passes_the_checks_of_its_settings(preset):
    for setting in SETTINGS:
        value = getattr(PRESETS[preset], setting.name)
        assert setting.parse(shown(value)) == value

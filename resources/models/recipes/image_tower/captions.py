"""What is said about a picture: labels as sentences, from the particular to the general."""

from __future__ import annotations

import re

# Hand-written, after WordNet: what a label is a kind of. A label belongs where one of the words after the colon is in it.
_KINDS = """
dog: dog retriever shepherd terrier poodle chihuahua dalmatian hound spaniel
cat: cat tabby wild_cat
big cat: cougar lion leopard puma
bear: bear panda
monkey or ape: baboon chimpanzee orangutan
animal with hooves: bison ox gazelle camel bighorn hog llama okapi gerenuk deer horse
bird: goose albatross penguin stork crane pigeon rooster flamingo emu ibis bird
fish: goldfish bass fish
reptile: alligator boa crocodile hawksbill turtle snake lizard
amphibian: bullfrog salamander frog
insect: bee fly cockroach mantis grasshopper dragonfly butterfly ladybug ant mayfly monarch stick_insect beetle
spider or its kin: tarantula widow scorpion tick centipede
sea creature: jellyfish coral cucumber dugong slug lobster crab crayfish octopus nautilus starfish dolphin horse_sea
shellfish: lobster crab crayfish snail
extinct animal: trilobite brontosaurus stegosaurus
wild animal: elephant koala kangaroo rhino hedgehog beaver platypus bear cougar lion bison gazelle zebra
boat or ship: lifeboat gondola ferry ketch schooner ship
car: sports_car convertible limousine beach_wagon car_side automobile go-kart
vehicle: school_bus police_van moving_van trolleybus tractor freight_car bullet_train jinrikisha truck motorbikes
aircraft: airplane airplanes helicopter
weapon: cannon revolver projectile
bridge: viaduct suspension_bridge steel_arch_bridge
building: barn lighthouse water_tower triumphal_arch pagoda minaret pyramid birdhouse cliff_dwelling altar thatch
shop: butcher barbershop confectionery
landscape: cliff seashore lakeside alp coral_reef
food: pizza pretzel guacamole potpie mashed meat_loaf ice_cream ice_lolly espresso
fruit: lemon banana orange pomegranate strawberry acorn
vegetable: bell_pepper cauliflower mushroom
flower or plant: sunflower lotus water_lilly bonsai joshua_tree
musical instrument: organ oboe drumstick accordion euphonium guitar piano mandolin saxophone gramophone
clothing: cardigan fur_coat gown miniskirt sandal sock sombrero bikini apron poncho kimono uniform vestment trunks
furniture: rocking_chair dining_table desk chair chest windsor_chair
kitchen utensil: frying_pan teapot wok wooden_spoon plate beaker cup ewer jug
container: barrel bucket bottle backpack
electronic device: remote_control keyboard ipod cd_player cellphone laptop camera
tool: plunger broom nail hammer wrench scissors stapler lawn_mower binoculars syringe
instrument for measuring: stopwatch hourglass compass parking_meter metronome watch abacus
sports equipment: volleyball basketball rugby_ball dumbbell punching snorkel soccer_ball inline_skate
lamp or light: lampshade candle torch chandelier lamp menorah
chart or graph: bar_chart line_chart scatter_plot pie_chart area_chart box_plot heat_map histogram
diagram: flow_chart organisation_chart architecture_diagram timeline
photograph: a_photo_of
icon or drawing: an_icon_of
household appliance: refrigerator space_heater sewing_machine ceiling_fan
"""
_ARTICLE = re.compile(r"^[aeiou]", re.IGNORECASE)


def kinds() -> list[str]:
    """Return every general word, in order."""
    return [line.partition(":")[0] for line in _KINDS.strip().splitlines()]


def kinds_of(text: str) -> list[str]:
    """Return the general words for a label or a caption."""
    words = set(re.findall(r"[a-z\-]+", text.lower()))
    return [
        name
        for name, _, members in (line.partition(":") for line in _KINDS.strip().splitlines())
        if any(set(member.split("_")) <= words for member in members.split())
    ]


def with_article(label: str) -> str:
    return f"{'an' if _ARTICLE.match(label) else 'a'} {label}"


def photograph(names: list[str]) -> list[str]:
    """Return captions of a photograph of something with these names, the usual one first."""
    first = names[0]
    captions = [first, f"a photo of {with_article(first)}", f"a photograph of {with_article(first)}"]
    captions += names[1:3]
    captions += [f"{with_article(first)}, a kind of {kind}" for kind in kinds_of(" ".join(names))[:1]]
    return captions


def drawing(name: str, group: str) -> list[str]:
    """Return captions of a small drawing, an emoji or icon."""
    return [f"an icon of {with_article(name)}", f"{name} symbol", f"a drawing of {with_article(name)}", f"{name} ({group})"]

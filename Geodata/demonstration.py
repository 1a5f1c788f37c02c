"""Demonstration structures: fictitious places of digital help in real communes.

Nothing is taken from a real list: a fixed seed draws communes by population, and kinds,
opening hours, services and access from the tables below, whose weights follow what such
lists look like. Telephone numbers are from the blocks that the regulator keeps for fiction,
mail and web addresses from the domains reserved for examples, postal codes are made up.
"""

import math
import random
import re
import unicodedata

import shapely

from gazetteer import write_csv

SEED = 20240917
COUNT = 1235  # places drawn; some are too near the outline, some get several structures
STACKS = {310: 6, 820: 4}  # how many structures share an address, at which places in the order
MARGIN = 800  # metres from the outline, whose accuracy is about 600
KILOMETRES_PER_DEGREE = 111.2

COLUMNS = (
    "id pivot nom commune code_postal code_insee adresse complement_adresse latitude longitude "
    "typologie telephone courriels site_web horaires presentation_resume presentation_detail "
    "source itinerance structure_parente date_maj services publics_specifiquement_adresses "
    "prise_en_charge_specifique frais_a_charge dispositif_programmes_nationaux formations_labels "
    "autres_formations_labels modalites_acces modalites_accompagnement fiche_acces_libre prise_rdv"
).split()

# Kind: weight, typologie, least population of the commune, name of the set of hours.
KINDS = {
    "Médiathèque": (15, "BIB", 3000, "library"),
    "Bibliothèque": (7, "BIB", 0, "small library"),
    "Espace numérique": (11, "EPN", 2000, "workshop"),
    "Espace France Services": (14, "RFS", 0, "office"),
    "Centre social": (10, "CS", 4000, "office"),
    "Centre communal d'action sociale": (8, "CCAS", 1500, "office"),
    "Mairie": (8, "MUNI", 0, "office"),
    "Maison de quartier": (4, "MQ", 15000, "workshop"),
    "Maison des jeunes et de la culture": (3, "MJC", 6000, "workshop"),
    "Mission locale": (4, "ML", 12000, "office"),
    "Tiers-lieu": (5, "TIERS_LIEUX|ASSO", 0, "workshop"),
    "Fablab": (2, "FABLAB|TIERS_LIEUX", 8000, "workshop"),
    "Atelier numérique": (6, "ASSO", 0, "sessions"),
    "Espace de vie sociale": (3, "EVS|ASSO", 0, "sessions"),
    "Maison départementale des solidarités": (3, "MDS", 8000, "office"),
    "Point information jeunesse": (2, "PIJ_BIJ", 8000, "workshop"),
    "Point information médiation": (2, "PIMMS", 15000, "office"),
    "Ressourcerie": (2, "RESSOURCERIE|ASSO", 3000, "workshop"),
    "Épicerie solidaire": (1, "ES|ASSO", 5000, "sessions"),
    "Bus numérique": (4, "ENM", 0, "travelling"),
}

ONE_PER_COMMUNE = ("Mairie", "Centre communal d'action sociale", "Mission locale")

HOURS = {
    "library": [
        "Tu,Fr 14:00-18:00; We 10:00-12:30,14:00-18:30; Sa 10:00-12:30,14:00-17:00",
        "Tu-Sa 10:00-18:00; Th off",
        "Tu-Fr 13:00-18:30; Sa 10:00-18:00",
        "Tu,Th 16:00-19:00; We 10:00-12:00,14:00-18:00; Sa 09:30-12:30",
        "We,Sa 10:00-12:00,14:00-18:00; Fr 15:00-19:00",
        "Tu-Sa 10:00-19:00; Su 14:00-18:00",
    ],
    "small library": [
        "We 14:00-17:30; Sa 10:00-12:00",
        "Tu 16:30-18:30; We,Sa 10:00-12:00",
        "Mo 16:00-18:00; We 14:00-18:00; Fr 16:30-19:00",
        "We 10:00-12:00,14:00-16:00; Th 16:30-18:00",
    ],
    "office": [
        "Mo-Fr 08:30-12:00,13:30-17:30",
        "Mo-Fr 09:00-12:00,14:00-17:00",
        "Mo-Th 09:00-12:30,13:30-17:00; Fr 09:00-12:30",
        "Mo-Fr 08:45-12:15,13:30-17:00; Th 13:30-17:00",
        "Mo,We,Fr 09:00-12:30; Tu,Th 13:30-18:00",
        "Mo-Fr 09:00-12:30,13:30-17:00; Sa 09:00-12:00",
        "Mo-Fr 09:00-17:00; PH off",
    ],
    "workshop": [
        "Mo-Fr 10:00-12:30,14:00-18:00",
        "Tu-Fr 14:00-19:00; Sa 10:00-17:00",
        "Mo,Tu,Th,Fr 09:00-18:00; We 13:30-18:00",
        "Tu-Sa 13:30-18:30",
        "Mo-Fr 09:00-20:00; Sa 10:00-13:00; PH off",
        "Tu-Sa 10:00-13:00,14:00-20:00",
    ],
    "sessions": [
        "Tu 14:00-17:00; Th 09:30-12:00",
        "We 14:00-18:00",
        "Mo 14:00-16:30; Fr 09:00-12:00",
        "week 1-53/2 Tu 09:30-12:00; week 2-52/2 Th 14:00-17:00",
        "Sa 09:00-12:00",
    ],
    "travelling": [
        "week 1-53/2 We 09:30-12:30,13:30-16:00",
        "week 2-52/2 Tu 10:00-12:00; week 2-52/2 Fr 14:00-17:00",
        "Th 09:30-12:30",
        "week 1-53/2 Mo 14:00-17:00; week 2-52/2 Mo 09:00-12:00",
    ],
}

# Value: chance, in percent, that a structure has it.
SERVICES = {
    "Aide aux démarches administratives": 70,
    "Maîtrise des outils numériques du quotidien": 78,
    "Insertion professionnelle via le numérique": 28,
    "Utilisation sécurisée du numérique": 38,
    "Parentalité et éducation avec le numérique": 26,
    "Loisirs et créations numériques": 18,
    "Compréhension du monde numérique": 45,
    "Accès internet et matériel informatique": 52,
    "Acquisition de matériel informatique à prix solidaire": 2,
}
PUBLICS = {
    "Jeunes": 45,
    "Étudiants": 18,
    "Familles et/ou enfants": 40,
    "Seniors": 60,
    "Femmes": 8,
}
SPECIAL_CARE = {
    "Surdité": 15,
    "Handicaps moteurs": 50,
    "Handicaps mentaux": 20,
    "Illettrisme": 45,
    "Langues étrangères (anglais)": 30,
    "Langues étrangères (autres)": 18,
    "Déficience visuelle": 18,
}
PROGRAMMES = {
    "Aidants Connect": 18,
    "Certification PIX": 5,
    "Conseillers numériques": 32,
    "Emmaüs Connect": 1,
    "Grande école du numérique": 1,
    "La Croix Rouge": 1,
    "Point d'accès numérique CAF": 6,
    "Promeneurs du net": 3,
}
SUPPORT = {
    "En autonomie": 45,
    "Accompagnement individuel": 85,
    "Dans un atelier collectif": 48,
    "À distance": 6,
}
# Label: the région or département it exists in, None for everywhere.
LABELS = {
    "Formé à « Mon Espace Santé »": None,
    "Formé à « DUPLEX » (illettrisme)": None,
    "Arnia/MedNum BFC (Bourgogne-Franche-Comté)": "27",
    "Collectif ressources et acteurs réemploi (Normandie)": "28",
    "Fabriques de Territoire": None,
    "Les Éclaireurs du numérique (Drôme)": "26",
    "Mes Papiers (Métropole de Lyon)": "69",
    "SUD LABS (PACA)": "93",
}

# Plants, crafts and sights; no street and no house bears a person's name.
THEMES = (
    "des Tilleuls, des Acacias, du Verger, des Coquelicots, du Moulin, de la Fontaine, du Lavoir, "
    "des Marronniers, de la Prairie, du Vieux Pont, des Glycines, de la Tuilerie, des Mésanges, "
    "du Belvédère, des Quatre Vents, de la Source, des Noisetiers, du Four, des Genêts, "
    "de la Garenne, des Peupliers, du Lac, des Hirondelles, de la Forge, des Vignes"
).split(", ")
STREETS = (
    "rue, rue, rue, rue, avenue, avenue, allée, impasse, chemin, boulevard, square, place"
).split(", ")
PLAIN_ADDRESSES = (
    "place de la Mairie, place du Marché, avenue de la Gare, rue de l'École, Grande Rue, "
    "rue du Stade, place de l'Église, rue de la République"
).split(", ")
COMPLEMENTS = (
    "1er étage, Bâtiment B, Rez-de-chaussée, Derrière la salle des fêtes, Entrée par la cour, "
    "Porte 12, À côté du gymnase"
).split(", ")

PRESENTATION = "Lieu fictif, pour la démonstration."
DETAILS = [
    "Des ordinateurs et des tablettes sont à disposition, avec une aide aux premiers pas.",
    "Des ateliers en petit groupe ont lieu chaque semaine, sur inscription.",
    "Une permanence aide à remplir les démarches en ligne ; venir avec ses papiers.",
    "L'accueil se fait sur rendez-vous le matin et sans rendez-vous l'après-midi.",
    "On peut y imprimer, numériser, et se connecter avec son propre appareil.",
]

# Places that are larger or smaller than a commune, or stand here as their arrondissements.
NOT_COMMUNES = set(
    "Lyon, Marseille, Marne-la-Vallée, Cergy-Pontoise, Saint-Quentin-en-Yvelines, La Défense, "
    "Juan-les-Pins, Normandie, Logicoop".split(", ")
)

# The blocks kept for fiction, by the first digit that the région (or département) dials.
FICTION_BLOCKS = {1: "19900", 2: "26191", 3: "35301", 4: "46571", 5: "53649", 6: "63998"}
DIALLING_ZONES = {
    1: "11",
    2: "24 28 52 53",
    3: "27 32 44",
    4: "84 93 94",
    5: "75 76",
    6: "01 02 03 04 06 988",
}
SOUTH_EAST = "11 30 34 48 66".split()  # départements of Occitanie that dial 04


class Draw(random.Random):
    """A seeded generator that relies on `random()` only, which never changes."""

    def one(self, values):
        return values[int(self.random() * len(values))]

    def chance(self, percent):
        return self.random() * 100 < percent

    def some(self, table):
        return [value for value, percent in table.items() if self.chance(percent)]

    def weighted(self, values, weights):
        mark = self.random() * sum(weights)
        for value, weight in zip(values, weights):
            mark -= weight
            if mark < 0:
                return value
        return values[-1]


class Ground:
    """The part of each département that is well inside its outline."""

    def __init__(self, departements):
        self.scale, self.inside = {}, {}
        for code, area in departements.items():
            scale = math.cos(math.radians(area.centroid.y))
            flat = shapely.transform(area, lambda points: points * [scale, 1])
            self.scale[code] = scale
            self.inside[code] = flat.buffer(-MARGIN / 1000 / KILOMETRES_PER_DEGREE)
            shapely.prepare(self.inside[code])

    def position_near(self, place, draw):
        """A position in the built-up area around a place, or as near to it as the margin
        allows (for a harbour, inland), or None if that is far."""
        code, scale = place["departement"], self.scale[place["departement"]]
        reach = min(1.0, max(0.25, 0.8 * math.sqrt(place["population"] / 50000)))
        for attempt in range(60):
            distance = reach * (1 + attempt / 60) * math.sqrt(draw.random()) / KILOMETRES_PER_DEGREE
            angle = 2 * math.pi * draw.random()
            longitude = round(place["longitude"] + distance * math.cos(angle) / scale, 5)
            latitude = round(place["latitude"] + distance * math.sin(angle), 5)
            if self.inside[code].contains(shapely.Point(longitude * scale, latitude)):
                return latitude, longitude
        return None


def communes(places):
    """The places that are communes, as far as names and neighbours tell, with `commune` and
    `district` added.

    Paris, Lyon and Marseille come as their arrondissements. Other quarters of towns lie close
    to a place of the same département that is far larger: they are left out.
    """
    towns = [place for place in places if place["population"] >= 40000]

    def is_quarter(place):
        for town in towns:
            if town["departement"] != place["departement"]:
                continue
            north = (town["latitude"] - place["latitude"]) * KILOMETRES_PER_DEGREE
            east = (town["longitude"] - place["longitude"]) * KILOMETRES_PER_DEGREE
            east *= math.cos(math.radians(place["latitude"]))
            near = math.hypot(north, east) < 0.0105 * math.sqrt(town["population"])
            if near and town["population"] > 8 * place["population"]:
                return True
        return False

    for place in places:
        name = place["name"]
        if district := re.fullmatch(r"(Paris|Lyon|Marseille) (\d\d)\b.*", name):
            yield place | {"commune": district[1], "district": district[2]}
        elif (
            place["population"] >= 500
            and place["departement"] != "75"
            and name not in NOT_COMMUNES
            and not re.search(r"[\d(.]", name)
            and not is_quarter(place)
        ):
            yield place | {"commune": name, "district": None}


def of(name):
    """The name after "de", contracted as French does."""
    if name.startswith("Le "):
        return "du " + name[3:]
    if name.startswith("Les "):
        return "des " + name[4:]
    plain = unicodedata.normalize("NFD", name.replace("Œ", "Oe"))
    vowel = plain[0] in "AEIOU" or (plain[0] == "Y" and plain[1] not in "aeiou")
    return ("d'" if vowel else "de ") + name


def slug(text):
    """The text as part of a host name."""
    plain = unicodedata.normalize("NFD", text.lower().replace("œ", "oe"))
    words = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return "-".join(words.split())


def postal_codes(places):
    """geonameid → a made-up postal code: the département's prefix, then the rank of the
    commune by population, in steps of ten as most real ones; an arrondissement has its own."""
    ranked = sorted(places, key=lambda place: (-place["population"], place["geonameid"]))
    codes, ranks = {}, {}
    for place in ranked:
        departement = place["departement"]
        if place["district"]:
            codes[place["geonameid"]] = f"{departement}0{place['district']}"
            continue
        rank = ranks[departement] = ranks.get(departement, -1) + 1
        if departement in ("2A", "2B"):
            code = ("200" if departement == "2A" else "202") + f"{rank * 10 % 100:02}"
        elif len(departement) > 2:
            code = departement[:3] + f"{rank * 10 % 50:02}"  # 97150 is another territory's
        else:
            code = departement + f"{rank * 10 % 1000:03}"
        codes[place["geonameid"]] = code
    return codes


def telephone(place, draw):
    zone = next(zone for zone, codes in DIALLING_ZONES.items() if place["region"] in codes.split())
    if place["departement"] in SOUTH_EAST:
        zone = 4
    return f"+33{FICTION_BLOCKS[zone]}{int(draw.random() * 10000):04}"


def describe(structure, kind, place, draw):
    """Fills in everything that does not depend on where exactly the structure is."""
    _, typologie, _, hours = KINDS[kind]
    host = f"{slug(kind)}-{slug(place['commune'])}.example.{draw.one(['org', 'org', 'com', 'net'])}"
    host = "-".join(word for word in host.split("-") if word not in ("de", "d", "des", "et", "la"))
    day = int(draw.random() * 900)
    structure |= {
        "pivot": "0" * 14,
        "typologie": typologie if not draw.chance(4) else "",
        "telephone": telephone(place, draw) if draw.chance(82) else "",
        "courriels": f"contact@{host}" if draw.chance(64) else "",
        "site_web": f"https://{host}/" if draw.chance(45) else "",
        "horaires": draw.one(HOURS[hours]) if draw.chance(86) else "",
        "presentation_resume": PRESENTATION,
        "presentation_detail": draw.one(DETAILS) if draw.chance(45) else "",
        "source": "demonstration",
        "itinerance": "Itinérant" if hours == "travelling" else "Fixe" if draw.chance(70) else "",
        "date_maj": f"{2024 + day // 360}-{day % 360 // 30 + 1:02}-{day % 28 + 1:02}",
    }
    if structure["courriels"] and draw.chance(6):
        structure["courriels"] += f"|numerique@{host}"

    services = draw.some(SERVICES) or ["Maîtrise des outils numériques du quotidien"]
    if kind == "Ressourcerie" and "Acquisition" not in services[-1]:
        services.append("Acquisition de matériel informatique à prix solidaire")
    programmes = draw.some(PROGRAMMES) if draw.chance(75) else []
    if kind == "Espace France Services":
        programmes.append("France Services")
    if typologie == "BIB" and place["population"] > 30000 and draw.chance(25):
        programmes.append("Bibliothèques numérique de référence")
    labels = [
        label
        for label, area in LABELS.items()
        if area in (None, place["region"], place["departement"])
        and draw.chance(14 if area else 3)
    ]
    cost = draw.weighted(
        [["Gratuit"], ["Gratuit sous condition"], ["Payant"], ["Gratuit", "Payant"], []],
        [74, 8, 3, 2, 13],
    )
    booking = kind != "Bus numérique" and draw.chance(9)
    access = draw.some({"Se présenter": 80})
    if structure["telephone"] and draw.chance(65):
        access.append("Téléphoner")
    if structure["courriels"] and draw.chance(55):
        access.append("Contacter par mail")
    if booking:
        access.append("Prendre un RDV en ligne")
        structure["prise_rdv"] = f"https://rendez-vous.example.org/{structure['id']}"
    if structure["courriels"] and draw.chance(5):
        access.append("Envoyer un mail avec une fiche de prescription")
    if draw.chance(1.2):
        access = ["Ce lieu n'accueille pas de public"]
    if draw.chance(4):
        structure["fiche_acces_libre"] = f"https://accessibilite.example.org/{structure['id']}"
    lists = {
        "services": services,
        "publics_specifiquement_adresses": draw.some(PUBLICS) if draw.chance(36) else [],
        "prise_en_charge_specifique": draw.some(SPECIAL_CARE) if draw.chance(16) else [],
        "frais_a_charge": cost,
        "dispositif_programmes_nationaux": sorted(programmes),
        "formations_labels": labels,
        "autres_formations_labels": ["Label de démonstration"] if draw.chance(3) else [],
        "modalites_acces": access,
        "modalites_accompagnement": draw.some(SUPPORT),
    }
    structure |= {column: "|".join(values) for column, values in lists.items()}


def address(kind, draw):
    """An address without a person's name."""
    if kind == "Mairie":
        return "place de la Mairie"
    if draw.chance(25):
        street = draw.one(PLAIN_ADDRESSES)
    else:
        street = f"{draw.one(STREETS)} {draw.one(THEMES)}"
    number = 1 + int(draw.random() ** 2 * (12 if street.startswith(("place", "square")) else 90))
    return f"{number}{' bis' if draw.chance(4) else ''} {street}"


def spread(places, count, draw):
    """So many places, each as often as its population tells, in their order.

    One mark in each of `count` equal shares of the sum of weights: every part of the country
    gets its due, which marks thrown one by one would not give it. A power below 1 favours
    small communes, as real lists do.
    """
    weights = [place["population"] ** 0.85 for place in places]
    step = sum(weights) / count
    passed, index = 0.0, 0
    for number in range(count):
        mark = (number + draw.random()) * step
        while passed + weights[index] <= mark and index + 1 < len(places):
            passed += weights[index]
            index += 1
        yield places[index]


def choose_kind(place, taken, shares_address, draw):
    """A kind that a commune of this size has, and has not yet had where there is only one."""
    kinds = [
        kind
        for kind, (_, _, least, _) in KINDS.items()
        if place["population"] >= least
        and not (kind in ONE_PER_COMMUNE and plain_name(kind, place) in taken)
        and not (kind == "Bus numérique" and shares_address)
    ]
    return draw.weighted(kinds, [KINDS[kind][0] for kind in kinds])


def plain_name(kind, place):
    return f"{kind} {of(place['commune'])}"


def choose_name(kind, place, taken, draw):
    """A name that no other structure of the commune has."""
    plain = plain_name(kind, place)
    if plain not in taken:
        return plain
    return draw.one([f"{kind} {theme}" for theme in THEMES if f"{kind} {theme}" not in taken])


def generate(places, departements):
    """The structures, each a dictionary of COLUMNS."""
    draw, ground = Draw(SEED), Ground(departements)
    candidates = sorted(
        communes(places), key=lambda place: (place["departement"], place["geonameid"])
    )
    postal = postal_codes(candidates)
    structures, names = [], {}
    for number, place in enumerate(spread(candidates, COUNT, draw)):
        position = ground.position_near(place, draw)
        if position is None:
            continue
        # Most structures stand alone; some share an address, as in a house of services.
        taken = names.setdefault((place["departement"], place["commune"]), set())
        company = STACKS.get(number) or (2 if draw.chance(1.2) else 1)
        spot = {}
        for _ in range(company):
            kind = choose_kind(place, taken, company > 1, draw)
            structure = dict.fromkeys(COLUMNS, "") | {
                "id": f"demonstration-{len(structures) + 1:04}",
                "nom": choose_name(kind, place, taken, draw),
                "commune": place["commune"],
                "code_postal": postal[place["geonameid"]],
                "latitude": position[0],
                "longitude": position[1],
            }
            spot = spot or {"adresse": address(kind, draw)}
            structure |= spot
            if draw.chance(9):
                structure["complement_adresse"] = draw.one(COMPLEMENTS)
            describe(structure, kind, place, draw)
            taken.add(structure["nom"])
            structures.append(structure)
    return structures


def build(places, departements, folder):
    """Writes demonstration.csv."""
    structures = generate(places, departements)
    write_csv(folder / "demonstration.csv", COLUMNS, structures, "\r\n")
    print(
        f"demonstration: {len(structures)} structures, "
        f"{len({(s['latitude'], s['longitude']) for s in structures})} positions, "
        f"{len({s['code_postal'][:2] for s in structures})} postal prefixes"
    )

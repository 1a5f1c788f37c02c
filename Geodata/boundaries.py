"""The outlines of régions and départements, from Natural Earth's admin-1 areas.

Natural Earth gives one polygon per département; neighbours already share every vertex of
their border. Rounding each coordinate by itself keeps that, and a région is the union of
its départements, so all three hold the same vertices. `shared_borders` proves it.
"""

import json
from collections import Counter
from pathlib import Path

import shapefile
import shapely
from shapely.geometry import shape

DECIMALS = 5  # 1.1 m, far below the accuracy of the outlines (about 600 m)

# INSEE code of the région: its name, then code and name of each of its départements.
REGIONS = {
    "01": ("Guadeloupe", "971 Guadeloupe"),
    "02": ("Martinique", "972 Martinique"),
    "03": ("Guyane", "973 Guyane"),
    "04": ("La Réunion", "974 La Réunion"),
    "06": ("Mayotte", "976 Mayotte"),
    "11": (
        "Île-de-France",
        "75 Paris, 77 Seine-et-Marne, 78 Yvelines, 91 Essonne, 92 Hauts-de-Seine, "
        "93 Seine-Saint-Denis, 94 Val-de-Marne, 95 Val-d'Oise",
    ),
    "24": (
        "Centre-Val de Loire",
        "18 Cher, 28 Eure-et-Loir, 36 Indre, 37 Indre-et-Loire, 41 Loir-et-Cher, 45 Loiret",
    ),
    "27": (
        "Bourgogne-Franche-Comté",
        "21 Côte-d'Or, 25 Doubs, 39 Jura, 58 Nièvre, 70 Haute-Saône, 71 Saône-et-Loire, "
        "89 Yonne, 90 Territoire de Belfort",
    ),
    "28": ("Normandie", "14 Calvados, 27 Eure, 50 Manche, 61 Orne, 76 Seine-Maritime"),
    "32": ("Hauts-de-France", "02 Aisne, 59 Nord, 60 Oise, 62 Pas-de-Calais, 80 Somme"),
    "44": (
        "Grand Est",
        "08 Ardennes, 10 Aube, 51 Marne, 52 Haute-Marne, 54 Meurthe-et-Moselle, 55 Meuse, "
        "57 Moselle, 67 Bas-Rhin, 68 Haut-Rhin, 88 Vosges",
    ),
    "52": (
        "Pays de la Loire",
        "44 Loire-Atlantique, 49 Maine-et-Loire, 53 Mayenne, 72 Sarthe, 85 Vendée",
    ),
    "53": ("Bretagne", "22 Côtes-d'Armor, 29 Finistère, 35 Ille-et-Vilaine, 56 Morbihan"),
    "75": (
        "Nouvelle-Aquitaine",
        "16 Charente, 17 Charente-Maritime, 19 Corrèze, 23 Creuse, 24 Dordogne, 33 Gironde, "
        "40 Landes, 47 Lot-et-Garonne, 64 Pyrénées-Atlantiques, 79 Deux-Sèvres, 86 Vienne, "
        "87 Haute-Vienne",
    ),
    "76": (
        "Occitanie",
        "09 Ariège, 11 Aude, 12 Aveyron, 30 Gard, 31 Haute-Garonne, 32 Gers, 34 Hérault, "
        "46 Lot, 48 Lozère, 65 Hautes-Pyrénées, 66 Pyrénées-Orientales, 81 Tarn, "
        "82 Tarn-et-Garonne",
    ),
    "84": (
        "Auvergne-Rhône-Alpes",
        "01 Ain, 03 Allier, 07 Ardèche, 15 Cantal, 26 Drôme, 38 Isère, 42 Loire, "
        "43 Haute-Loire, 63 Puy-de-Dôme, 69 Rhône, 73 Savoie, 74 Haute-Savoie",
    ),
    "93": (
        "Provence-Alpes-Côte d'Azur",
        "04 Alpes-de-Haute-Provence, 05 Hautes-Alpes, 06 Alpes-Maritimes, "
        "13 Bouches-du-Rhône, 83 Var, 84 Vaucluse",
    ),
    "94": ("Corse", "2A Corse-du-Sud, 2B Haute-Corse"),
    # Not a région: INSEE gives the collectivité the code 988, and its provinces none.
    "988": (
        "Nouvelle-Calédonie",
        "988-I Province des îles Loyauté, 988-N Province Nord, 988-S Province Sud",
    ),
}

# (country, name) as Natural Earth writes it, where that is not the French name above.
NATURAL_EARTH_NAMES = {
    ("FR", "Haute-Rhin"): "Haut-Rhin",
    ("FR", "Seien-et-Marne"): "Seine-et-Marne",
    ("FR", "Guyane française"): "Guyane",
    ("NC", "Îles Loyauté"): "Province des îles Loyauté",
    ("NC", "Nord"): "Province Nord",
    ("NC", "Sud"): "Province Sud",
}


def departement_codes():
    """INSEE code → (name, code of the région) of every département."""
    table = {}
    for region, (_, members) in REGIONS.items():
        for member in members.split(", "):
            code, name = member.split(" ", 1)
            table[code] = (name, region)
    return table


def read_departements(shapefile_stem):
    """INSEE code → area, coordinates rounded and rings oriented as RFC 7946 wants them."""
    code_of_name = {name: code for code, (name, _) in departement_codes().items()}
    areas = {}
    with shapefile.Reader(str(shapefile_stem), encoding="utf-8") as reader:
        for entry in reader.iterShapeRecords():
            country, name = entry.record["iso_a2"], entry.record["name"]
            if country not in ("FR", "NC"):
                continue
            code = code_of_name[NATURAL_EARTH_NAMES.get((country, name), name)]
            assert code not in areas, f"two areas for {code}"
            areas[code] = tidy(shape(entry.shape.__geo_interface__))
    missing = code_of_name.keys() - {departement_codes()[code][0] for code in areas}
    assert not missing, f"no area for {sorted(missing)}"
    return dict(sorted(areas.items()))


def union_regions(departements):
    """INSEE code of the région → union of its départements."""
    regions = {}
    for code, (_, region) in departement_codes().items():
        regions.setdefault(region, []).append(departements[code])
    return {code: tidy(shapely.unary_union(parts)) for code, parts in sorted(regions.items())}


def tidy(area):
    """The area rounded, without repeated points, in one canonical order of parts and rings."""
    area = shapely.transform(area, lambda coordinates: coordinates.round(DECIMALS))
    area = shapely.remove_repeated_points(area)
    area = shapely.orient_polygons(shapely.normalize(area), exterior_cw=False)
    assert area.is_valid, shapely.is_valid_reason(area)
    return area


def segments(area):
    """Every directed segment of every ring."""
    for part in shapely.get_parts(area):
        for ring in (part.exterior, *part.interiors):
            points = list(ring.coords)
            yield from zip(points, points[1:])


def shared_borders(departements, regions):
    """Checks that neighbours share their borders segment by segment; returns two counts.

    A border between two départements must occur once in each direction; what occurs in one
    direction only must be exactly the outline of the union of all, or there is a gap, an
    overlap or a vertex that one side lacks. Each région must be made of such segments.
    """
    directed = Counter(segment for area in departements.values() for segment in segments(area))
    assert max(directed.values()) == 1, "two départements overlap"
    single = {segment for segment in directed if segment[::-1] not in directed}
    outline = set(segments(tidy(shapely.unary_union(list(departements.values())))))
    assert single == outline, f"{len(single ^ outline)} segments of a border differ"
    for code, area in regions.items():
        assert all(segment in directed for segment in segments(area)), f"région {code}"
    return (len(directed) - len(single)) // 2, len(single)


def write(path, areas, names):
    """Writes a FeatureCollection with one feature a line."""
    lines = []
    for code, area in areas.items():
        feature = {
            "type": "Feature",
            "properties": {"code": code, "nom": names[code]},
            "geometry": shapely.geometry.mapping(area),
        }
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    Path(path).write_text(text, encoding="utf-8")


def build(shapefile_stem, folder):
    """Writes departements.geojson and regions.geojson; returns the départements' areas."""
    departements = read_departements(shapefile_stem)
    regions = union_regions(departements)
    inner, outer = shared_borders(departements, regions)
    write(
        folder / "departements.geojson",
        departements,
        {code: name for code, (name, _) in departement_codes().items()},
    )
    write(
        folder / "regions.geojson",
        regions,
        {code: name for code, (name, _) in REGIONS.items()},
    )
    print(
        f"boundaries: {len(departements)} départements and provinces, {len(regions)} régions; "
        f"{inner} segments shared by two neighbours, {outer} outer ones"
    )
    return departements

"""The gazetteer: the French places of GeoNames with more than about 500 inhabitants."""

import csv
import json

import shapely

from boundaries import departement_codes

# GeoNames' country code of each overseas territory that has a boundary, and its région.
OVERSEAS = {"GP": "01", "MQ": "02", "GF": "03", "RE": "04", "YT": "06", "NC": "988"}

# Names that GeoNames gives in English, in Catalan or without accents.
NAMES = {
    2979205: "Saint-Jean-Pla-de-Corts",
    2980246: "Saint-Étienne-de-Tulmont",
    2985282: "Priziac",
    2988797: "Paimbœuf",
    3002955: "Le Perthus",
    3020686: "Dunkerque",
    3022500: "Crèvecœur-en-Auge",
    3027888: "Céret",
    3030983: "Bourg-Madame",
    3033006: "Béthoncourt",
    3035092: "Banyuls-sur-Mer",
    3035594: "Aÿ",
    3037068: "Argelès-sur-Mer",
    3037520: "Annœullin",
    3037875: "Amélie-les-Bains-Palalda",
    8504417: "La Défense",
    12278193: "Marne-la-Vallée",
}

# Places that the outlines, which are off by kilometres there, put into the
# neighbouring département: each line gives the right one.
DEPARTEMENTS = {
    "01": "3030001 Briord, 2997297 Loyettes, 2975801 Sault-Brénaz, 3034090 Beauregard, "
    "2972833 Thil, 2971722 Trévoux, 3030411 Brégnier-Cordon",
    "17": "3029505 Burie",
    "24": "3004226 Le Fleix, 2985937 Port-Sainte-Foy-et-Ponchapt, 2976946 Saint-Seurin-de-Prats",
    "25": "3035456 Badevel",
    "26": "3037748 Andancette, 3006798 La Roche-de-Glun, 2976699 Saint-Vallier, "
    "2974777 Serves-sur-Rhône, 2973531 Tain-l'Hermitage, 3019885 Érôme",
    "27": "2977805 Saint-Ouen-du-Tilleul",
    "30": "3023706 Corconne",
    "31": "3031645 Bonrepos-sur-Aussonnelle",
    "35": "3021351 Dinard, 3006929 La Richardais, 3003332 Le Minihic-sur-Rance, "
    "2986757 Pleurtuit, 2981294 Saint-Briac-sur-Mer, 2978668 Saint-Lunaire, 2977611 Saint-Pern",
    "37": "2972208 Tournon-Saint-Pierre",
    "38": "2982067 Sablons, 3026384 Chasse-sur-Rhône, 2999742 Les Roches-de-Condrieu, "
    "2974643 Seyssuel, 2981130 Saint-Christophe-sur-Guiers",
    "42": "3008893 La Gresle, 2973340 Tartaras, 2969890 Vérin",
    "44": "3037797 Ancenis, 3037672 Anetz, 3017259 Freigné, 3030822 Boussay",
    "46": "3029168 Cajarc, 3028723 Capdenac",
    "51": "3023921 Conflans-sur-Seine, 2995941 Marcilly-sur-Seine",
    "56": "3006138 La Trinité-Porhoët, 3010335 La Chapelle-Gaceline",
    "57": "2984200 Rédange, 2969791 Vernéville, 2984559 Rahling",
    "59": "3034521 Bauvin",
    "60": "2970562 Vauciennes",
    "62": "3004213 Leforest, 2998520 Libercourt, 2981956 Sailly-sur-la-Lys, 2972402 Tortequesne",
    "63": "3030517 Brassac-les-Mines",
    "64": "3031389 Boucau",
    "69": "2980691 Sainte-Colombe",
    "73": "3001191 Les Échelles",
    "76": "2977428 Saint-Pierre-lès-Elbeuf",
    "78": "3012165 Jouy-en-Josas, 3028520 Carrières-sur-Seine, 3037692 Andrésy, "
    "3026862 Chanteloup-les-Vignes, 3026033 Chatou, 3023924 Conflans-Sainte-Honorine, "
    "3016808 Gaillon-sur-Montcient, 3013926 Hardricourt, 3013097 Houilles, 2998854 Le Vésinet, "
    "2995059 Maurecourt, 2994139 Meulan-en-Yvelines, 2992650 Montesson, 2993999 Mézy-sur-Seine, "
    "2975921 Sartrouville, 2973069 Tessancourt-sur-Aubette, 2971689 Triel-sur-Seine, "
    "2970313 Vaux-sur-Seine, 3019297 Évecquemont",
    "81": "3022014 Curvalle",
    "82": "3008860 Laguépie",
    "85": "3019088 Falleron",
    "86": "2993380 Moncontour",
    "87": "2994099 Meuzac",
    "92": "3031137 Boulogne-Billancourt, 3024597 Clichy, 2998975 Levallois-Perret, "
    "2990611 Neuilly-sur-Seine",
    "93": "3035403 Bagnolet, 3002499 Le Pré-Saint-Gervais, 2992090 Montreuil, "
    "3015507 Gournay-sur-Marne, 3020020 Épinay-sur-Seine",
    "94": "3026637 Charenton-le-Pont, 2978621 Saint-Mandé, 2978170 Saint-Maurice, 2968054 Vincennes",
}

COLUMNS = ["geonameid", "name", "latitude", "longitude", "population", "departement", "region"]


def read_places(cities_json, departements):
    """Every place as a dictionary of COLUMNS, sorted by geonameid.

    GeoNames' admin-1 code is the région's INSEE code (overseas, the country tells). The
    département is the one of that région the place lies in, else the nearest (places on an
    islet or within the error of the outlines lie in none), unless DEPARTEMENTS knows better.
    """
    codes_of_region = {}
    for code, (_, region) in departement_codes().items():
        codes_of_region.setdefault(region, []).append(code)
    corrected = {
        int(entry.split(" ", 1)[0]): (code, entry.split(" ", 1)[1])
        for code, entries in DEPARTEMENTS.items()
        for entry in entries.split(", ")
    }
    places = []
    with open(cities_json, encoding="utf-8") as file:
        cities = json.load(file)
    for city in cities.values():
        country = city["countrycode"]
        if country != "FR" and country not in OVERSEAS:
            continue
        region = city["admin1code"] if country == "FR" else OVERSEAS[country]
        point = shapely.Point(city["longitude"], city["latitude"])
        departement = min(
            codes_of_region[region], key=lambda code: departements[code].distance(point)
        )
        place = {column: city[column] for column in COLUMNS[:5]}
        place["name"] = NAMES.get(place["geonameid"], place["name"])
        if place["geonameid"] in corrected:
            departement, name = corrected[place["geonameid"]]
            assert name == place["name"], f"{name} is {place['name']}"
        places.append(place | {"departement": departement, "region": region})
    return sorted(places, key=lambda place: place["geonameid"])


def write_csv(path, columns, rows, line_end):
    """Writes RFC 4180 CSV in UTF-8, quotes only where needed."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator=line_end)
        writer.writeheader()
        writer.writerows(rows)


def build(cities_json, departements, folder):
    """Writes places.csv and returns its places."""
    places = read_places(cities_json, departements)
    write_csv(folder / "places.csv", COLUMNS, places, "\n")
    overseas = sum(place["region"] in OVERSEAS.values() for place in places)
    print(f"gazetteer: {len(places) - overseas} places of France, {overseas} overseas")
    return places

/// The kinds of organisation of the standard (`typologie`), with the standard's French labels.
extension StandardVocabulary {
  /// The 92 codes of `typologie`, in the standard's order.
  static let typologies = labelled([
    (
      "ACI", "Structures porteuses d’ateliers et chantiers d’insertion",
      "Integration workshops and projects"
    ),
    (
      "ACIPHC", "SIAE — Atelier chantier d’insertion premières heures en chantier",
      "Integration workshops – first hours at work"
    ),
    (
      "AFPA", "Agence nationale pour la formation professionnelle des adultes",
      "National agency for adult vocational training"
    ),
    ("AI", "Associations intermédiaires", "Intermediary associations (work integration)"),
    ("ASE", "Aide sociale à l’enfance", "Child welfare services"),
    ("ASSO", "Associations", "Associations"),
    ("ASSO_CHOMEUR", "Associations de chômeurs", "Associations of unemployed people"),
    ("Autre", "Autre", "Other"),
    (
      "AVIP", "Crèche à vocation d'insertion professionnelle",
      "Nursery for parents returning to work"
    ),
    ("BIB", "Bibliothèque / Médiathèque", "Library / media library"),
    (
      "CAARUD",
      "Centre d'accueil et d'accompagnement à la réduction de risques pour usagers de drogues",
      "Harm reduction centre for drug users"
    ),
    ("CADA", "Centres d’accueil de demandeurs d’asile", "Reception centres for asylum seekers"),
    ("CAF", "Caisses d’allocation familiale", "Family allowance offices"),
    ("CAP_EMPLOI", "Cap Emploi", "Cap Emploi (employment of disabled people)"),
    ("CAVA", "Centres d’adaptation à la vie active", "Adaptation to active life centres"),
    ("CC", "Communautés de Commune", "Communities of communes"),
    ("CCAS", "Centres communaux d’action sociale", "Municipal social action centres"),
    ("CCONS", "Chambres consulaires", "Consular chambers"),
    ("CD", "Conseils Départementaux", "Departmental councils"),
    ("CDAS", "Centre départemental d'action sociale", "Departmental social action centre"),
    ("CFP", "Centre des finances publiques", "Public finance centre"),
    (
      "CHRS", "Centres d’hébergement et de réinsertion sociale",
      "Accommodation and social rehabilitation centres"
    ),
    ("CHU", "Centres d’hébergement d’urgence", "Emergency accommodation centres"),
    ("CIAS", "Centres intercommunaux d’action sociale", "Intermunicipal social action centres"),
    (
      "CIDFF", "Centres d’information sur les droits des femmes et des familles",
      "Information centres on the rights of women and families"
    ),
    ("CITMET", "Cité des métiers", "City of trades"),
    ("CMP", "Centre Médico Psychologique", "Mental health centre"),
    ("CMS", "Centre médico-social", "Medical and social centre"),
    ("CPAM", "Caisse primaire d'assurance maladie", "Health insurance office"),
    ("CPH", "Centres provisoires d’hébergement", "Temporary accommodation centres for refugees"),
    ("CS", "Centre social", "Social centre"),
    (
      "CSAPA", "Centre de soins, d'accompagnement et de prévention en addictologie",
      "Addiction care, support and prevention centre"
    ),
    ("CSC", "Centre socioculturel", "Social and cultural centre"),
    (
      "DEETS", "Directions de l’Economie, de l’Emploi, du Travail et des Solidarités",
      "Directorates of the economy, employment, labour and solidarity"
    ),
    (
      "DEPT", "Services sociaux du Conseil départemental",
      "Social services of the departmental council"
    ),
    (
      "DIPLP", "Délégation interministérielle à la prévention et à la lutte contre la pauvreté",
      "Interministerial delegation against poverty"
    ),
    ("E2C", "École de la deuxième chance", "Second chance school"),
    ("EA", "Entreprise adaptée", "Adapted company"),
    ("EATT", "Entreprise adaptée", "Adapted temporary work company"),
    ("EI", "Entreprises d’insertion", "Work integration enterprises"),
    (
      "EITI", "Entreprises d’insertion par le travail indépendant",
      "Work integration enterprises for the self-employed"
    ),
    ("ENM", "Espace Numérique Mobile", "Mobile digital space"),
    ("EPCI", "Intercommunalité", "Intermunicipal body"),
    ("EPI", "Espace Public Internet", "Public internet space"),
    (
      "EPIDE", "Établissement pour l'insertion dans l'emploi",
      "Establishment for integration into employment"
    ),
    ("EPN", "Espace publique numérique", "Public digital space"),
    ("ES", "Épicerie solidaire", "Solidarity grocery"),
    ("ESAT", "Établissements ou services d'aide par le travail", "Sheltered work establishments"),
    (
      "ESS", "Entreprise def l'Économie Sociale et Solidaire",
      "Social and solidarity economy enterprise"
    ),
    (
      "ETTI", "Entreprises de travail temporaire d’insertion",
      "Temporary work integration enterprises"
    ),
    ("EVS", "Espace de vie sociale", "Social life space"),
    ("FABLAB", "Fablab", "Fab lab"),
    ("FABRIQUE", "Fabrique", "Fabrique (makers’ place)"),
    (
      "FAIS", "Fédérations d’acteurs de l’insertion et de la solidarité",
      "Federations of integration and solidarity organisations"
    ),
    ("FT", "France travail", "France Travail (employment service)"),
    (
      "GEIQ", "Groupements d’employeurs pour l’insertion et la qualification",
      "Employers’ groups for integration and qualification"
    ),
    (
      "HUDA", "Hébergement d'urgence pour demandeurs d'asile",
      "Emergency accommodation for asylum seekers"
    ),
    ("LA_POSTE", "La Poste", "Post office"),
    ("MDE", "Maison de l'emploi", "Employment centre"),
    ("MDH", "Maison des Habitants", "Residents’ house"),
    ("MDEF", "Maison de l'emploi et de la formation", "Employment and training centre"),
    (
      "MDPH", "Maison Départementale des Personnes Handicapées",
      "Departmental house for disabled people"
    ),
    ("MDS", "Maison Départementale des Solidarités", "Departmental house of solidarity"),
    ("MJC", "Maison des jeunes et de la culture", "Youth and culture centre"),
    ("ML", "Mission Locale", "Local youth employment centre"),
    ("MQ", "Maison de quartier", "Neighbourhood house"),
    ("MSA", "Mutualité Sociale Agricole", "Agricultural social insurance"),
    ("MSAP", "Maison de Services Au Public", "Public services house"),
    ("MUNI", "Municipalités", "Municipalities"),
    (
      "OACAS", "Structures agréées Organisme d’accueil communautaire et d’activité solidaire",
      "Approved community reception organisations"
    ),
    ("ODC", "Organisation délégataire d'un CD", "Organisation delegated by a departmental council"),
    ("OF", "Organisme de formations", "Training organisations"),
    ("OIL", "Opérateur d'intermédiation locative", "Rental mediation operator"),
    (
      "OPCS", "Organisation porteuse de la clause sociale",
      "Organisation in charge of social clauses"
    ),
    ("PAD", "Point d'Accès au Droit", "Legal access point"),
    ("PENSION", "Pension de famille", "Boarding house (social housing)"),
    ("PI", "Point info", "Information point"),
    ("PIJ_BIJ", "Points et bureaux information jeunesse", "Youth information points and offices"),
    ("PIMMS", "Point Information Médiation Multi Services", "Multi-service mediation point"),
    ("PJJ", "Protection judiciaire de la jeunesse", "Judicial youth protection"),
    (
      "PLIE", "Plans locaux pour l’insertion et l’emploi",
      "Local plans for integration and employment"
    ),
    ("PREF", "Préfecture, Sous-Préfecture", "Prefecture, sub-prefecture"),
    ("PREVENTION", "Service ou club de prévention", "Prevention service or club"),
    ("REG", "Région", "Region"),
    ("RELAIS_LECTURE", "Relais lecture", "Reading point"),
    ("RESSOURCERIE", "Ressourcerie", "Reuse centre"),
    ("RFS", "Réseau France Services", "France Services network"),
    (
      "RS_FJT", "Résidence sociale - Foyer de Jeunes Travailleurs",
      "Social residence – young workers’ hostel"
    ),
    ("SCP", "Services et clubs de prévention", "Prevention services and clubs"),
    (
      "SPIP", "Services pénitentiaires d’insertion et de probation",
      "Prison integration and probation services"
    ),
    ("TIERS_LIEUX", "Tiers lieu & coworking", "Third place & coworking"),
    (
      "UDAF", "Union Départementale d’Aide aux Familles",
      "Departmental union of family associations"
    ),
  ])
}

package locale

import (
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// french has the decimal comma, thousands in threes by U+202F and the sign
// behind the amount, as CLDR 48 has them. The percent sign has U+202F before
// it, as ; and ! have in French typesetting (CLDR: U+00A0). M and Md are CLDR's
// short forms; no norm exists, and the sign is closed up to them (3,5 Md$), as
// newspapers do. A thousand milliards stay milliards (1 000 Md$) where CLDR
// goes on to Bn, since the French billion is the English trillion.
var french = grammar{
	decimal: ",",
	group:   thinNoBreak,
	percent: thinNoBreak + "%",
	scales: []scale{
		{exponent: 9, short: "Md", long: noun{"milliard", "milliards"}},
		{exponent: 6, short: "M", long: noun{"million", "millions"}},
	},
	// The plural begins at two: 1,5 milliard.
	isOne: func(n data.Number) bool { return n.Abs().Cmp(data.Int(2)) < 0 },
	money: func(number, scale, sign string) string {
		if scale != "" && isCode(sign) {
			scale += noBreak
		}
		return number + noBreak + scale + sign
	},
	sharesUnit: true,
	longMoney: func(number string, s scale, u data.Unit, isOne bool) string {
		if s.exponent == 0 {
			return number + noBreak + frenchCurrencies.word(u).form(isOne)
		}
		return number + noBreak + s.long.form(isOne) + " " + withDe(frenchCurrencies.word(u).many)
	},
	rate: func(number string, of, per data.Unit, isOne bool) string {
		return number + noBreak + frenchCurrencies.word(of).form(isOne) + " par " + frenchCurrencies.word(per).one
	},
	// Feminine, since what is counted so here is a visit or a place.
	ordinal: func(number, digits string) string {
		if digits == "1" {
			return number + "re"
		}
		return number + "e"
	},
	months: [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	date: func(day int, month string, year int) string {
		if day == 1 {
			return fmt.Sprintf("1er"+noBreak+"%s %d", month, year)
		}
		return fmt.Sprintf("%d"+noBreak+"%s %d", day, month, year)
	},
	since: func(date string, isDay bool) string {
		if isDay {
			return "à partir du " + date
		}
		return "à partir " + withDe(date)
	},
	until: func(date string, isDay bool) string {
		if isDay {
			return "jusqu’au " + date
		}
		return "jusqu’en " + date
	},
	measures: map[string]string{
		"trade_total":          "échanges commerciaux",
		"exports":              "exportations",
		"imports":              "importations",
		"trade_balance":        "solde commercial",
		"trade_share":          "part du commerce",
		"trade_ratio":          "commerce rapporté à celui avec d’autres",
		"growth":               "croissance",
		"arms_share":           "part des importations d’armes",
		"arms_imports":         "importations d’armes",
		"arms_exports":         "exportations d’armes",
		"arms_rank":            "rang parmi les fournisseurs d’armes",
		"arms_growth":          "évolution des ventes d’armes",
		"arms_supply_duration": "durée comme fournisseur d’armes",
		"agreements":           "accords",
		"visits":               "visites",
		"previous_visit":       "visite précédente",
		"event":                "date d’un événement",
		"participants":         "participants",
	},
	// A space before : is \u00a0, before ; ! ? and %% it is \u202f; a test holds
	// every text to it.
	texts: map[Key]string{
		NoNumber:        "sans chiffre",
		Upward:          "en hausse, sans chiffre",
		Downward:        "en baisse, sans chiffre",
		Between:         "entre %s et %s",
		FromTo:          "%s à %s",
		ValueWithBounds: "%s (%s–%s)",
		AboutAmount:     "environ %s",
		AtLeastAmount:   "au moins %s",
		MoreThanAmount:  "plus de %s",
		LessThanAmount:  "moins de %s",
		AtMostAmount:    "au plus %s",
		BelowAmount:     "moins de %s",
		FewerThanAmount: "moins de %s",
		ValueWithRange:  "%s (%s à %s)",
		TIVMillions:     "%s\u00a0M\u00a0TIV",
		OneTIVMillion:   "%s\u00a0million de TIV",
		LongTIVMillions: "%s\u00a0millions de TIV",
		OneYear:         "%s\u00a0an",
		ManyYears:       "%s\u00a0ans",
		OpenBound:       "borne exclue",
		FromWord:        "de",
		ToWord:          "à",
		LowWord:         "bas",
		HighWord:        "haut",
		ListPair:        "%s et %s",
		ListSemicolon:   "%s\u202f; %s",
		ListComma:       "%s, %s",

		SourceNote:         "Source\u00a0: %s",
		BoundsFromRounding: "bornes selon l’arrondi",
		BoundsAsStated:     "bornes selon l’énoncé",
		HatchedOpen:        "hachuré\u00a0: ce que l’énoncé laisse ouvert",
		HatchedBounds:      "hachuré\u00a0: de la borne basse à la borne haute",
		HatchedRounding:    "hachuré\u00a0: ce que l’arrondi laisse ouvert",
		ShadedRounding:     "teinté\u00a0: ce que l’arrondi laisse ouvert",
		ShadedBounds:       "teinté\u00a0: ce que l’énoncé laisse ouvert",
		DottedGap:          "pointillé\u00a0: pas de données entre les deux",
		OneSquare:          "Un carré vaut 1×",
		OneSquareOf:        "Un carré vaut %s",
		BarChart:           "Diagramme en barres",
		TimesChart:         "Comparaison de tailles",
		ShareChart:         "Diagramme de part",
		LineChart:          "Courbe",
		LabelAndAmount:     "%s\u00a0: %s",
		NoValue:            "sans valeur",
		EstimateMark:       "estimation",

		VerdictHolds:        "confirmé",
		VerdictContradicted: "contredit",
		VerdictCannotTell:   "indécidable",
		ListOr:              "%s ou %s",
		CheckInPart:         "%s en %s",
		CheckCutOff:         "le nombre imprimé est tronqué\u202f; l’arrondi serait %s",
		CheckNotSeen:        "les données ne montrent pas %s",
		CheckNotSeenNoFlip:  "les données ne montrent pas %s, et rien n’y pourrait changer la réponse",
		CheckOwn:            "selon les déclarations du pays %s",
		CheckMirror:         "miroir, selon les déclarations du pays %s",
		CheckProvider:       "selon le décompte propre du fournisseur des données",
		CheckEstimate:       "estimation\u00a0: %s du volume vient d’enregistrements sur plusieurs années en partie dans la période\u202f; possible\u00a0: %s",
		CheckSomeEstimate:   "%s de la valeur est une estimation du fournisseur des données",
		CheckWindows:        "par fenêtres d’années\u00a0: %s",
		CheckLatestHolds:    "vrai des cinq dernières années, %s\u00a0: %s",
		CheckLatestNot:      "faux des cinq dernières années, %s\u00a0: %s",
		CheckLatestUnclear:  "indécidable pour les cinq dernières années, %s\u00a0: %s",
		CheckFell:           "les livraisons ont baissé en %s\u00a0: depuis, la moyenne sur cinq ans est inférieure à la moitié de son maximum, %s par an en %s\u202f; en %s elle était de %s",
		CheckFellBefore:     "les livraisons ont baissé en %s, avant %s\u00a0: depuis, la moyenne sur cinq ans est inférieure à la moitié de son maximum, %s par an en %s\u202f; en %s elle était de %s",
		CheckNotFallen:      "les livraisons n’ont pas baissé à la moitié de leur maximum, %s par an en %s",
		CheckFormer:         "compté à part, %s\u00a0: %s",
		CheckTimingNote:     "cela montre une date, non une cause",
		CheckNoMeasure:      "aucune donnée de commerce ou d’armement ne contient cela",
		CheckNoNumber:       "l’énoncé n’a pas de chiffre",
		CheckNotDated:       "l’énoncé ne dit pas quand",
		CheckDays:           "l’énoncé porte sur des jours, les données sur des années ou des mois",
		CheckNoParties:      "l’énoncé ne nomme pas les pays nécessaires",
		CheckNoScope:        "les mots ne disent pas quels flux sont visés",
		CheckNoRow:          "aucune ligne n’en parle",
		CheckOtherUnit:      "les données sont en %s, et aucun taux n’est appliqué",
		CheckFlowMissing:    "les exportations ou les importations manquent",
		CheckWholeMissing:   "le total manque, ou les partenaires ou produits ne sont pas distingués",
		CheckYearsMissing:   "des années absentes pourraient changer la réponse",
		CheckDivided:        "la répartition d’enregistrements sur plusieurs années pourrait changer la réponse",
		CheckYearsDivided:   "les contrats sur plusieurs années y sont répartis également",
		CheckNotAsked:       "aucune donnée de commerce ou d’armement ne contient ceux-ci\u00a0: %s",
		CheckZero:           "le diviseur est 0",
		CheckRefused:        "les données ne s’additionnent pas\u00a0: %s",
		WouldTellTrade:      "un fichier UN Comtrade du déclarant %s pour %s le dirait",
		WouldTellWhole:      "un fichier UN Comtrade du déclarant %s pour %s, avec tous les partenaires ou le monde, le dirait",
		WouldTellArms:       "un registre de transferts du SIPRI qui contient %s et couvre %s le dirait",
		AnswerColumn:        "Réponse",
		VintageWord:         "version %s",
		ReportColumn:        "Rapport",
		StateColumn:         "État",
		BeforeColumn:        "Avant",
		AfterColumn:         "Après",
		ByColumn:            "Par",
		ReporterColumn:      "Déclarant",
		PartnerColumn:       "Partenaire",
		DifferenceColumn:    "Différence",
		StateFlips:          "bascule",
		StateDrifts:         "dérive",
		StateSurvives:       "tient",
		StateNotChecked:     "non vérifié",
		LatestFlips:         "cinq dernières années\u00a0: %s, puis %s",
		NothingDiffers:      "aucune somme ne diffère",
		SumsDiffer:          "%s\u00a0: sur %d sommes, %d diffèrent\u202f; les plus grands écarts",

		VerdictSame:        "identiques",
		VerdictCompatible:  "compatibles",
		VerdictDiffer:      "en désaccord",
		VerdictDifferScope: "de portée différente",

		ContentsHeading: "Sommaire",
		NumbersHeading:  "Comment chaque nombre a été obtenu",
		NumbersIntro:    "Chaque nombre de ce rapport, avec les mots ou la formule dont il vient. Les bornes sont ce que permettent les mots et les chiffres imprimés, jamais une marge d’erreur.",
		SourcesHeading:  "Sources",
		ShownColumn:     "Tel que montré",
		StatedColumn:    "Ce qui est énoncé",
		AmountColumn:    "Montant",
		PeriodColumn:    "Période",
		PartiesColumn:   "Parties",
		NoteColumn:      "Note",
		PlaceColumn:     "Place dans la source",
		FigureColumn:    "Chiffre",
		ValueColumn:     "Valeur",
		BoundsColumn:    "Bornes",
		LowColumn:       "Bas",
		HighColumn:      "Haut",
		UnitColumn:      "Unité",
		FormulaColumn:   "Formule",
		SourceColumn:    "Source",
		OriginColumn:    "Comment il a été obtenu",
		ScopeWord:       "Portée\u00a0: %s",
		InferredWord:    "Déduit\u00a0: %s",
		NotStated:       "non indiqué",
		NotDated:        "sans date",
		AuthorWord:      "Auteur",
		PublisherWord:   "Éditeur",
		PublishedWord:   "Publié",
		HashWord:        "SHA-256",
		AllowedInterval: "possible\u00a0: %s",
		FromRounding:    "selon l’arrondi",
		FromWords:       "selon les mots de la source",
		FromBoth:        "selon l’arrondi et les mots de la source",
		ComputedWord:    "calculé\u00a0: %s",
		SkipToContent:   "Aller au texte",
		BackToText:      "retour au texte",
		BuiltWith:       "Construit avec periplus %s. Les mêmes entrées donnent les mêmes octets\u202f; manifest.json les énumère.",
		DataFiles:       "Données",
		DownloadTable:   "tableau en CSV",
		TableNumber:     "Tableau %d",
		SentencePlace:   "paragraphe %d, phrase %d",
		PeriodWord:      "la période",
		ValueWord:       "la valeur",
		MeasureWord:     "ce qui est mesuré",
		NearestRounding: "supposé arrondi au plus proche",
		ShareNote:       "une part des chiffres nommés, non d’un ensemble plus large",
		RateNote:        "le taux que la source a employé pour un montant, non un taux du marché",
		ChangeNote:      "une évolution entre périodes",
		AgreeFormula:    "%s peuvent-ils être vrais ensemble\u202f?",
		RankFormula:     "rang de %s",
		ReportersDiffer: "déclarants différents\u00a0: %s (%s), %s (%s)",
		MeasuresDiffer:  "mesures différentes\u00a0: %s (%s), %s (%s)",
		ScopesDiffer:    "portées différentes\u00a0: %s (%s), %s (%s)",
		PeriodsDiffer:   "périodes différentes\u00a0: %s (%s), %s (%s)",
		NeitherDated:    "ni %s ni %s ne sont datés\u202f; ils sont supposés contemporains",
		OneUndated:      "%s n’est pas daté et est supposé porter sur la même occasion",
		NobodyNamed:     "non nommé",
		NoScope:         "portée non précisée",
		NoPeriod:        "période non précisée",
		ClashNote:       "aucun montant ne satisfait les deux",
		BothNote:        "un montant peut satisfaire les deux",
		OrderNote:       "une visite antérieure laisse place à ce rang",
		OtherLanguages:  "Autres langues",

		SheetTitle:             "Transferts d’armes majeures, %s comparé à %s",
		SheetTitleTo:           "%s\u00a0: armes majeures reçues, %s comparé à %s",
		SheetTitleFrom:         "%s\u00a0: armes majeures livrées, %s comparé à %s",
		SheetTitleGroup:        "%s\u00a0: armes majeures livrées et reçues, %s comparé à %s",
		TotalsHeading:          "Toutes les livraisons",
		ExportersHeading:       "Les plus grands exportateurs",
		ImportersHeading:       "Les plus grands importateurs",
		GroupExportsHeading:    "Exportations du groupe et de ses membres",
		GroupImportsHeading:    "Importations du groupe et de ses membres",
		ExporterHeading:        "Place parmi les exportateurs",
		ImporterHeading:        "Place parmi les importateurs",
		RecipientsHeading:      "Destinataires",
		SuppliersHeading:       "Fournisseurs",
		RegionsHeading:         "Importations par région",
		CategoriesHeading:      "Catégories d’armes",
		SeriesHeading:          "Année par année",
		PendingHeading:         "Commandé et pas encore livré",
		RankColumn:             "Rang",
		ExporterColumn:         "Exportateur",
		ImporterColumn:         "Importateur",
		RecipientColumn:        "Destinataire",
		SupplierColumn:         "Fournisseur",
		RegionColumn:           "Région",
		CategoryColumn:         "Catégorie",
		YearColumn:             "Année",
		WhatColumn:             "Quoi",
		OrderYearColumn:        "Commande",
		VolumeColumn:           "Millions de TIV, %s",
		VolumeAloneColumn:      "Millions de TIV",
		ShareColumn:            "Part (%%), %s",
		ChangeColumn:           "Évolution (%)",
		EstimatedColumn:        "Dont estimé",
		MeanColumn:             "Moyenne sur %d\u00a0an(s)",
		MainRecipientsColumn:   "Principaux destinataires, part de ses exportations (%)",
		MainSuppliersColumn:    "Principaux fournisseurs, part de ses importations (%)",
		VolumeRow:              "volume, millions de TIV",
		ExportingStates:        "États exportateurs",
		ImportingStates:        "États importateurs",
		InsideGroupRow:         "à l’intérieur du groupe",
		NoRegionRow:            "hors région",
		MoreRows:               "et %d de plus, dans le CSV",
		LeftOutHeading:         "Laissé de côté",
		CautionsHeading:        "Ce qu’il faut savoir de ces nombres",
		SheetSource:            "D’après la SIPRI Arms Transfers Database (produite le %s)\u202f; calculs de l’auteur, non du SIPRI",
		SheetSourceUndated:     "D’après la SIPRI Arms Transfers Database (date de production non indiquée)\u202f; calculs de l’auteur, non du SIPRI",
		RoundingNote:           "les pourcentages sont arrondis comme le fait le SIPRI\u00a0: à une décimale au-dessous de 10, à l’unité à partir de 10",
		UnderTenth:             "<0,05",
		NoPairsReason:          "les fichiers ne disent pas qui a livré à qui",
		NoExportersReason:      "les fichiers ne contiennent pas les exportations de chacun",
		NoImportersReason:      "les fichiers ne contiennent pas les importations de chacun",
		NoCategoriesReason:     "les fichiers ne contiennent pas de catégories d’armes",
		NoOrdersReason:         "les fichiers ne disent pas ce qui a été commandé\u202f; un registre classique le dit",
		CautionVolume:          "le TIV mesure le volume des armes majeures livrées, selon leurs capacités\u202f; ce n’est pas leur prix, et ses parts ne sont pas des parts d’argent",
		CautionWindows:         "les livraisons varient d’une année à l’autre\u202f; comparer des périodes de cinq ans, non des années seules",
		CautionRevised:         "le SIPRI révise toutes les années chaque printemps\u202f; les chiffres de deux éditions ne se comparent pas",
		CautionLatest:          "les dernières années sont incomplètes\u202f; les éditions suivantes ajoutent des livraisons qui n’étaient pas connues",
		CautionYear:            "la dernière année n’était pas finie quand les données ont été produites",
		CautionSplit:           "un contrat livré sur plusieurs années n’a qu’une somme\u202f; quand une partie seulement de ses années tombe dans une période, cette part est une estimation, dont le volume est indiqué",
		CautionCells:           "les tableaux donnent des millions entiers de TIV\u202f; un chiffre publié peut différer d’une unité de son dernier chiffre",
		CautionInside:          "les livraisons entre membres du groupe sont comptées, comme le fait le SIPRI pour les régions, et ont leur propre ligne",
		CautionPending:         "ce qui reste à livrer est l’état du jour où le registre a été produit",
		NonePendingReason:      "rien n’est commandé sans être livré",
		GroupCategoriesHeading: "Catégories d’armes importées par le groupe",
		GroupSeriesHeading:     "Importations du groupe année par année",
		CautionSome:            "les fichiers ne contiennent que quelques partenaires\u202f; les parts sont celles de toutes les livraisons, et le reste n’est pas détaillé",
		RegionAfrica:           "Afrique",
		RegionAmericas:         "Amériques",
		RegionAsia:             "Asie et Océanie",
		RegionEurope:           "Europe",
		RegionMiddleEast:       "Moyen-Orient",
		ArmsAircraft:           "Aéronefs",
		ArmsAirDefence:         "Systèmes de défense aérienne",
		ArmsAntiSubmarine:      "Armes de lutte anti-sous-marine",
		ArmsArmoured:           "Véhicules blindés",
		ArmsArtillery:          "Artillerie",
		ArmsEngines:            "Moteurs",
		ArmsMissiles:           "Missiles",
		ArmsNaval:              "Armes navales",
		ArmsOther:              "Autres",
		ArmsSatellites:         "Satellites",
		ArmsSensors:            "Capteurs",
		ArmsShips:              "Navires",
	},
}

var frenchCurrencies = currencies{
	data.USD: {"dollar", "dollars"}, data.EUR: {"euro", "euros"}, "GBP": {"livre sterling", "livres sterling"},
	"JPY": {"yen", "yens"}, "CNY": {"yuan", "yuans"}, "RUB": {"rouble", "roubles"}, "VND": {"dong", "dongs"},
}

// withDe puts the preposition before a word: d’euros, de dollars, de yens.
func withDe(word string) string {
	if strings.ContainsRune("aeiouéAEIOUÉ", []rune(word)[0]) {
		return "d’" + word
	}
	return "de " + word
}

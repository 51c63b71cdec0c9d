package locale

import "fmt"

// Key names a fixed text of charts and reports. It is the English text itself;
// other languages translate it.
type Key string

// Text returns the fixed text of a key with its arguments filled in, as
// fmt.Sprintf does. A key that a language lacks comes back in English; a test
// holds every language to all keys.
func (l Language) Text(key Key, args ...any) string {
	text, ok := l.grammar().texts[key]
	if !ok {
		text = string(key)
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Join joins items one after the other by a key that takes two texts, as
// ListComma or ListSemicolon. No items are "".
func (l Language) Join(key Key, items []string) string {
	if len(items) == 0 {
		return ""
	}
	text := items[0]
	for _, item := range items[1:] {
		text = l.Text(key, text, item)
	}
	return text
}

// List joins items as the language does: "a, b and c"; in French "a, b et c", in
// Vietnamese "a, b và c". No items are "".
func (l Language) List(items []string) string {
	if len(items) == 0 {
		return ""
	}
	last := len(items) - 1
	text := items[0]
	for i, item := range items[1:] {
		key := ListComma
		if i+1 == last {
			key = ListPair
		}
		text = l.Text(key, text, item)
	}
	return text
}

// The keys of amounts. Those with a verb take written amounts.
const (
	NoNumber        Key = "no number stated"
	Upward          Key = "up, no number stated"
	Downward        Key = "down, no number stated"
	Between         Key = "between %s and %s"
	FromTo          Key = "%s to %s"
	ValueWithBounds Key = "%s (%s–%s)"
	AboutAmount     Key = "about %s"
	AtLeastAmount   Key = "at least %s"
	MoreThanAmount  Key = "more than %s"
	LessThanAmount  Key = "less than %s"
	AtMostAmount    Key = "at most %s"
	BelowAmount     Key = "below %s"
	FewerThanAmount Key = "fewer than %s"
	ValueWithRange  Key = "%s (%s to %s)"
	TIVMillions     Key = "%s\u00a0m\u00a0TIV"
	OneTIVMillion   Key = "%s\u00a0million\u00a0TIV"
	LongTIVMillions Key = "%s\u00a0million TIV"
	OneYear         Key = "%s\u00a0year"
	ManyYears       Key = "%s\u00a0years"
	FromWord        Key = "from"
	ToWord          Key = "to"
	LowWord         Key = "low"
	HighWord        Key = "high"
)

// The keys that join the items of a list; List uses them.
const (
	ListComma Key = "%s, %s"
	ListPair  Key = "%s and %s"
	// ListSemicolon joins items that hold commas themselves.
	ListSemicolon Key = "%s; %s"
)

// The keys of charts.
const (
	SourceNote             Key = "Source: %s"
	BoundsFromRounding     Key = "bounds from rounding"
	HatchedOpen            Key = "hatched: what the statement leaves open"
	HatchedBounds          Key = "hatched: from the low bound to the high bound"
	HatchedRounding        Key = "hatched: what rounding leaves open"
	ShadedRounding         Key = "shaded: what rounding leaves open"
	ShadedBounds           Key = "shaded: what the statement leaves open"
	BarBounds              Key = "bar: what the statement leaves open"
	BarRounding            Key = "bar: what rounding leaves open"
	DottedGap              Key = "dotted: no data between"
	OneSquare              Key = "One square is 1×"
	OneSquareOf            Key = "One square is %s"
	BarChart               Key = "Bar chart"
	TimesChart             Key = "Comparison of sizes"
	ShareChart             Key = "Share chart"
	LineChart              Key = "Line chart"
	LabelAndAmount         Key = "%s: %s"
	GroupedBarChart        Key = "Grouped bar chart"
	StackedBarChart        Key = "Stacked bar chart"
	DivergingBarChart      Key = "Diverging bar chart"
	DotChart               Key = "Dot chart"
	WaffleChart            Key = "Waffle chart"
	DumbbellChart          Key = "Dumbbell chart"
	SlopeChart             Key = "Slope chart"
	BumpChart              Key = "Bump chart"
	AreaChart              Key = "Area chart"
	AreaShareChart         Key = "Area chart of shares"
	ColumnChart            Key = "Column chart"
	WindowColumnChart      Key = "Column chart with means of several years"
	BalanceChart           Key = "Chart of a balance"
	FanChart               Key = "Fan chart"
	TreemapChart           Key = "Treemap"
	SankeyChart            Key = "Sankey diagram"
	MatrixChart            Key = "Matrix"
	FlowMap                Key = "Flow map"
	ChoroplethMap          Key = "Choropleth map"
	SymbolMap              Key = "Symbol map"
	ScatterChart           Key = "Scatter chart"
	EstimatedKey           Key = "estimated"
	NoDataKey              Key = "no data"
	LogScale               Key = "logarithmic scale"
	LabelsLeftOut          Key = "labels left out for want of room: %s"
	TrailingMean           Key = "mean of the last %s years"
	WindowMean             Key = "mean of %s"
	AnnualValues           Key = "annual values"
	Surplus                Key = "surplus"
	Deficit                Key = "deficit"
	OtherRows              Key = "others (%s)"
	TotalOf                Key = "total"
	MissingYear            Key = "no number for %s"
	FlowOf                 Key = "from %s to %s"
	RankOf                 Key = "rank"
	LevelBand              Key = "%s band"
	ClassRange             Key = "%s to under %s"
	DisputedArea           Key = "disputed area"
	BoundariesUN           Key = "Boundaries after the United Nations; they imply no opinion on the legal status of any territory"
	BoundariesNaturalEarth Key = "Boundaries as Natural Earth draws them, by who is in control"
	BoundariesFile         Key = "Boundaries from %s"
	OneDot                 Key = "one square is %s"
	ChangeOf               Key = "change"
	RankOpen               Key = "ring: the bounds allow another rank"
	TopOnly                Key = "shown: whatever is among the first %s at any time"
	PercentPoints          Key = "%s\u00a0pts"
	MapUnplaced            Key = "not on the map: %s"
	NoUpperBound           Key = "no upper bound"
	FlowsIn                Key = "in: %s"
	FlowsOut               Key = "out: %s"
	UnevenFlows            Key = "in and out differ: %s"
	SmallestMerged         Key = "the smallest are drawn together: %s"
)

// The keys of checks of figures against the record.
const (
	VerdictHolds        Key = "holds"
	VerdictContradicted Key = "contradicted"
	VerdictCannotTell   Key = "cannot tell"
	ListOr              Key = "%s or %s"
	CheckInPart         Key = "%s in %s"
	CheckCutOff         Key = "the number printed is cut off; it rounds to %s"
	CheckNotSeen        Key = "the record does not show %s"
	CheckNotSeenNoFlip  Key = "the record does not show %s, and nothing there could change the answer"
	CheckOwn            Key = "as %s reports it"
	CheckMirror         Key = "mirror, as %s reports it"
	CheckProvider       Key = "by the provider's own count"
	CheckEstimate       Key = "estimate: %s of the volume is from records over several years that lie partly in the period; possible: %s"
	CheckSomeEstimate   Key = "%s of the value is an estimate of the provider"
	CheckWindows        Key = "in windows of years: %s"
	CheckLatestHolds    Key = "true of the latest five years, %s: %s"
	CheckLatestNot      Key = "not true of the latest five years, %s: %s"
	CheckLatestUnclear  Key = "cannot be told for the latest five years, %s: %s"
	CheckFell           Key = "deliveries fell in %s: from then on the mean of five years is under half of its peak, %s a year in %s; in %s it was %s"
	CheckFellBefore     Key = "deliveries fell in %s, before %s: from then on the mean of five years is under half of its peak, %s a year in %s; in %s it was %s"
	CheckNotFallen      Key = "deliveries have not fallen to half of their peak, %s a year in %s"
	CheckFormer         Key = "%s is counted apart: %s"
	CheckTimingNote     Key = "this shows timing, not cause"
	CheckNoMeasure      Key = "no data on trade or arms hold this"
	CheckNoNumber       Key = "the statement has no number"
	CheckNotDated       Key = "the statement does not say when"
	CheckDays           Key = "the statement is about days, the data about years or months"
	CheckNoParties      Key = "the statement does not name the places that are needed"
	CheckNoScope        Key = "the words do not say which flows are meant"
	CheckNoRow          Key = "no row is about it"
	CheckOtherUnit      Key = "the data are in %s, and no rate is applied"
	CheckFlowMissing    Key = "exports or imports are missing"
	CheckWholeMissing   Key = "the total is missing, or partners or products are not told apart"
	CheckYearsMissing   Key = "years that are not there could change the answer"
	CheckDivided        Key = "how records over several years divide could change the answer"
	CheckYearsDivided   Key = "deals over several years are divided evenly among them"
	CheckNotAsked       Key = "no data on trade or arms hold these: %s"
	CheckLabel          Key = "check"
	AnswerLabel         Key = "answer"
	WindowsLabel        Key = "windows"
	PartnersLabel       Key = "partners"
	YearsLabel          Key = "years"
	WhoseLabel          Key = "whose"
	SourceLabel         Key = "source"
	RowsLabel           Key = "rows"
	CheckZero           Key = "what it is divided by is 0"
	CheckRefused        Key = "the data cannot be added: %s"
	WouldTellTrade      Key = "a UN Comtrade file with reporter %s for %s would tell"
	WouldTellWhole      Key = "a UN Comtrade file with reporter %s for %s, with all partners or World, would tell"
	WouldTellArms       Key = "a SIPRI trade register that holds %s and covers %s would tell"
	AnswerColumn        Key = "Answer"
	VintageWord         Key = "vintage %s"
	ReportColumn        Key = "Report"
	StateColumn         Key = "State"
	BeforeColumn        Key = "Before"
	AfterColumn         Key = "After"
	ByColumn            Key = "By"
	ReporterColumn      Key = "Reporter"
	PartnerColumn       Key = "Partner"
	FlowColumn          Key = "Flow"
	DifferenceColumn    Key = "Difference"
	StateFlips          Key = "flips"
	StateDrifts         Key = "drifts"
	StateSurvives       Key = "survives"
	StateNotChecked     Key = "not checked"
	StateNotShown       Key = "not shown by both"
	LatestFlips         Key = "latest five years: %s, then %s"
	NothingDiffers      Key = "no sum differs"
	SumsDiffer          Key = "%s: of %d sums %d differ; the largest changes"
)

// The keys of verdicts, by the tokens of the operation agree.
const (
	VerdictSame        Key = "the same"
	VerdictCompatible  Key = "compatible"
	VerdictDiffer      Key = "differ"
	VerdictDifferScope Key = "differ in scope"
)

// The keys of reports.
const (
	ContentsHeading Key = "Contents"
	NumbersHeading  Key = "How each number was obtained"
	NumbersIntro    Key = "Every number of this report, with the words or the formula behind it. Bounds are what the printed words and digits allow, never a margin of error."
	SourcesHeading  Key = "Sources"
	ShownColumn     Key = "As shown"
	StatedColumn    Key = "What is stated"
	AmountColumn    Key = "Amount"
	PeriodColumn    Key = "Period"
	PartiesColumn   Key = "Parties"
	NoteColumn      Key = "Note"
	PlaceColumn     Key = "Place in the source"
	FigureColumn    Key = "Figure"
	ValueColumn     Key = "Value"
	BoundsColumn    Key = "Bounds"
	LowColumn       Key = "Low"
	HighColumn      Key = "High"
	UnitColumn      Key = "Unit"
	FormulaColumn   Key = "Formula"
	SourceColumn    Key = "Source"
	OriginColumn    Key = "How it was obtained"
	ScopeWord       Key = "Scope: %s"
	InferredWord    Key = "Inferred: %s"
	NotStated       Key = "not stated"
	NotDated        Key = "not dated"
	AuthorWord      Key = "Author"
	PublisherWord   Key = "Publisher"
	PublishedWord   Key = "Published"
	HashWord        Key = "SHA-256"
	AllowedInterval Key = "possible: %s"
	FromRounding    Key = "from rounding"
	FromWords       Key = "from the words of the source"
	FromBoth        Key = "from rounding and from the words of the source"
	ComputedWord    Key = "computed: %s"
	SkipToContent   Key = "Skip to the text"
	BackToText      Key = "back to the text"
	BuiltWith       Key = "Built with periplus %s. The same inputs give the same bytes; manifest.json lists them."
	DataFiles       Key = "Data"
	DownloadTable   Key = "table as CSV"
	OtherLanguages  Key = "Other languages"
	TableNumber     Key = "Table %d"
	SentencePlace   Key = "paragraph %d, sentence %d"
	PeriodWord      Key = "the period"
	ValueWord       Key = "the value"
	MeasureWord     Key = "what is measured"
	NearestRounding Key = "taken to be rounded to the nearest"
	ShareNote       Key = "a share of the figures named, not of any larger whole"
	RateNote        Key = "the rate that the source used for one amount, not a market rate"
	ChangeNote      Key = "a change between periods"
	AgreeFormula    Key = "Can %s both be true?"
	RankFormula     Key = "rank of %s"
	ReportersDiffer Key = "%s is reported by %s and %s by %s"
	MeasuresDiffer  Key = "%s measures %s and %s measures %s"
	ScopesDiffer    Key = "%s covers %s and %s covers %s"
	PeriodsDiffer   Key = "%s is of %s and %s of %s"
	NeitherDated    Key = "neither %s nor %s is dated; they are taken to be of one time"
	OneUndated      Key = "%s is not dated and is taken to be about the same occasion"
	NobodyNamed     Key = "nobody named"
	NoScope         Key = "no stated scope"
	NoPeriod        Key = "no stated period"
	ClashNote       Key = "no amount satisfies both"
	BothNote        Key = "some amount satisfies both"
	OrderNote       Key = "an earlier visit leaves room for this number"
)

// The keys of the fact sheet of arms transfers.
const (
	SheetTitle             Key = "Transfers of major arms, %s compared with %s"
	SheetTitleTo           Key = "Transfers of major arms to %s, %s compared with %s"
	SheetTitleFrom         Key = "Transfers of major arms from %s, %s compared with %s"
	SheetTitleGroup        Key = "Transfers of major arms from and to %s, %s compared with %s"
	TotalsHeading          Key = "All deliveries"
	ExportersHeading       Key = "The largest exporters"
	ImportersHeading       Key = "The largest importers"
	GroupExportsHeading    Key = "Exports of the group and its members"
	GroupImportsHeading    Key = "Imports of the group and its members"
	ExporterHeading        Key = "Place among the exporters"
	ImporterHeading        Key = "Place among the importers"
	RecipientsHeading      Key = "Recipients"
	SuppliersHeading       Key = "Suppliers"
	RegionsHeading         Key = "Imports by region"
	CategoriesHeading      Key = "Categories of arms"
	SeriesHeading          Key = "Year by year"
	PendingHeading         Key = "Ordered and not yet delivered"
	RankColumn             Key = "Rank"
	ExporterColumn         Key = "Exporter"
	ImporterColumn         Key = "Importer"
	RecipientColumn        Key = "Recipient"
	SupplierColumn         Key = "Supplier"
	RegionColumn           Key = "Region"
	CategoryColumn         Key = "Category"
	YearColumn             Key = "Year"
	WhatColumn             Key = "What"
	OrderYearColumn        Key = "Ordered"
	VolumeColumn           Key = "Million TIV, %s"
	VolumeAloneColumn      Key = "Million TIV"
	ShareColumn            Key = "Share (%%), %s"
	ChangeColumn           Key = "Change (%)"
	EstimatedColumn        Key = "Of it estimated"
	MeanColumn             Key = "%d-year mean"
	MainRecipientsColumn   Key = "Main recipients, share of its exports (%)"
	MainSuppliersColumn    Key = "Main suppliers, share of its imports (%)"
	VolumeRow              Key = "volume, million TIV"
	ExportingStates        Key = "states that exported"
	ImportingStates        Key = "states that imported"
	InsideGroupRow         Key = "inside the group"
	NoRegionRow            Key = "in no region"
	MoreRows               Key = "and %d more, in the CSV"
	LeftOutHeading         Key = "Left out"
	CautionsHeading        Key = "What to know of these numbers"
	SheetSource            Key = "Based on SIPRI Arms Transfers Database (generated %s); calculations by the author, not SIPRI"
	SheetSourceUndated     Key = "Based on SIPRI Arms Transfers Database (date of generation not stated); calculations by the author, not SIPRI"
	RoundingNote           Key = "percentages are rounded as SIPRI does: to one decimal below 10, to whole numbers from 10"
	UnderTenth             Key = "<0.05"
	NoPairsReason          Key = "the files do not say who delivered to whom"
	NoExportersReason      Key = "the files do not hold the exports of every place"
	NoImportersReason      Key = "the files do not hold the imports of every place"
	NoCategoriesReason     Key = "the files do not hold categories of arms"
	NoOrdersReason         Key = "the files do not say what was ordered; a classic trade register does"
	CautionVolume          Key = "TIV measures the volume of major arms delivered, by what they can do; it is not their price, and shares of it are not shares of money"
	CautionWindows         Key = "deliveries go up and down from year to year; compare windows of five years, not single years"
	CautionRevised         Key = "SIPRI revises all years each spring; figures of two releases do not compare"
	CautionLatest          Key = "the latest years are incomplete; later releases add deliveries that were not known"
	CautionYear            Key = "the last year was not over when the data were made"
	CautionSplit           Key = "a deal delivered over several years has one sum; where only some of its years lie in a window, the part in it is an estimate, and its volume is given"
	CautionCells           Key = "the tables hold whole millions of TIV; a published figure can differ in its last digit"
	CautionInside          Key = "deliveries between members of the group are counted, as SIPRI does for regions, and stand in a row of their own"
	CautionPending         Key = "what is still to be delivered is that of the day on which the register was made"
	NonePendingReason      Key = "nothing is ordered and not delivered"
	GroupCategoriesHeading Key = "Categories of arms that the group imported"
	GroupSeriesHeading     Key = "Imports of the group year by year"
	CautionSome            Key = "the files hold some partners only; the shares are of all deliveries, and the rest is not broken down"
	CautionNoWhole         Key = "the files hold some partners only, and not the whole that they are parts of; volumes have neither shares nor ranks"
	RegionAfrica           Key = "Africa"
	RegionAmericas         Key = "Americas"
	RegionAsia             Key = "Asia and Oceania"
	RegionEurope           Key = "Europe"
	RegionMiddleEast       Key = "Middle East"
	ArmsAircraft           Key = "Aircraft"
	ArmsAirDefence         Key = "Air defence systems"
	ArmsAntiSubmarine      Key = "Anti-submarine warfare weapons"
	ArmsArmoured           Key = "Armoured vehicles"
	ArmsArtillery          Key = "Artillery"
	ArmsEngines            Key = "Engines"
	ArmsMissiles           Key = "Missiles"
	ArmsNaval              Key = "Naval weapons"
	ArmsOther              Key = "Other"
	ArmsSatellites         Key = "Satellites"
	ArmsSensors            Key = "Sensors"
	ArmsShips              Key = "Ships"
)

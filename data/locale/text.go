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

// List joins items as the language does: "a, b and c"; in French "a, b et c".
// No items are "".
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
	OpenBound       Key = "open bound"
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
	SourceNote         Key = "Source: %s"
	BoundsFromRounding Key = "bounds from rounding"
	BoundsAsStated     Key = "bounds as stated"
	HatchedOpen        Key = "hatched: what the statement leaves open"
	HatchedBounds      Key = "hatched: from the low bound to the high bound"
	HatchedRounding    Key = "hatched: what rounding leaves open"
	ShadedRounding     Key = "shaded: what rounding leaves open"
	ShadedBounds       Key = "shaded: what the statement leaves open"
	DottedGap          Key = "dotted: no data between"
	OneSquare          Key = "One square is 1×"
	OneSquareOf        Key = "One square is %s"
	BarChart           Key = "Bar chart"
	TimesChart         Key = "Comparison of sizes"
	ShareChart         Key = "Share chart"
	LineChart          Key = "Line chart"
	LabelAndAmount     Key = "%s: %s"
	NoValue            Key = "no value"
	EstimateMark       Key = "estimate"
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

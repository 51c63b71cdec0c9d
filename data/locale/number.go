package locale

import (
	"strings"

	"github.com/periplus-data/periplus/data"
)

// Number writes n with exactly the given decimals (halves away from zero) and
// the separators of the language: 1,234.5 in English, 1 234,5 in French with
// U+202F, 1.234,5 in Vietnamese. The minus sign is U+2212. None is "".
func (l Language) Number(n data.Number, decimals int) string {
	return l.digits(n.Decimals(decimals))
}

// Plain writes n with all its digits, or data.SignificantDigits of them where
// they do not end. None is "".
func (l Language) Plain(n data.Number) string { return l.digits(n.String()) }

// digits puts the separators of the language into plain decimal text.
func (l Language) digits(text string) string {
	if text == "" {
		return ""
	}
	g := l.grammar()
	sign := ""
	if strings.HasPrefix(text, "-") {
		text = text[1:]
		if strings.Trim(text, "0.") != "" { // no minus zero
			sign = minus
		}
	}
	whole, frac, point := strings.Cut(text, ".")
	var b strings.Builder
	b.WriteString(sign)
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(g.group)
		}
		b.WriteRune(c)
	}
	if point {
		b.WriteString(g.decimal + frac)
	}
	return b.String()
}

// signs are the signs of currencies in short forms.
type signs map[data.Unit]string

// of returns the sign of a currency, and its ISO 4217 code where it has none.
func (s signs) of(u data.Unit) string {
	if sign, ok := s[u]; ok {
		return sign
	}
	return string(u)
}

// knownSigns are those that readers of English and French know. ¥ is left out:
// it is both yen and yuan.
var knownSigns = signs{data.USD: "$", data.EUR: "€", "GBP": "£"}

// isCode reports whether the sign of a currency is its code, which needs a
// space where a symbol does not.
func isCode(sign string) bool { return len([]rune(sign)) > 1 }

// Value writes n in unit u in its short form, with all significant digits, for
// pictures and tables: $3.5bn, €450m, VND 3.5bn, 80%, 5th, 50×, 29 years,
// 1,070 m TIV, 0.91 €/$; in French 3,5 Md$, 450 M€, 3,5 Md VND, 80 %, 5e, 50×,
// 29 ans, 1 070 M TIV, 0,91 €/$; in Vietnamese 3,5 tỷ USD, 450 triệu EUR,
// 3,5 tỷ đồng, 80%, thứ 5, 50×, 29 năm, 1.070 triệu TIV, 0,91 EUR/USD. Money under a million is written out, and so
// is a number in no unit or one that is not known. None is "".
func (l Language) Value(n data.Number, u data.Unit) string {
	return l.value(n, u, l.Plain)
}

// Long writes n in unit u for prose: $3.5 billion, 1,070 million TIV,
// €0.91 per dollar; in French 3,5 milliards de dollars, 1 070 millions de TIV,
// 0,91 euro par dollar; in Vietnamese 3,5 tỷ USD, 450 triệu euro, 0,91 euro một
// USD. All else is as in Value. None is "".
func (l Language) Long(n data.Number, u data.Unit) string {
	if !n.IsSet() {
		return ""
	}
	g := l.grammar()
	if of, per, ok := rateOf(u); ok {
		return g.rate(l.Plain(n), of, per, g.isOne(n))
	}
	switch {
	case u.IsMoney():
		s, scaled := g.scaleOf(n)
		return g.longMoney(l.Plain(scaled), s, u, g.isOne(scaled))
	case u == data.TIVMillion && g.isOne(n):
		return l.Text(OneTIVMillion, l.Plain(n))
	case u == data.TIVMillion:
		return l.Text(LongTIVMillions, l.Plain(n))
	}
	return l.Value(n, u)
}

// value writes n in unit u; number turns the scaled number into digits.
func (l Language) value(n data.Number, u data.Unit, number func(data.Number) string) string {
	if !n.IsSet() {
		return ""
	}
	g := l.grammar()
	if of, per, ok := rateOf(u); ok {
		return number(n) + noBreak + g.signs.of(of) + "/" + g.signs.of(per)
	}
	switch {
	case u.IsMoney():
		s, scaled := g.scaleOf(n)
		return g.money(number(scaled), s.short, g.signs.of(u))
	case u == data.Percent:
		return number(n) + g.percent
	case u == data.Ordinal && n.IsInt():
		return g.ordinal(number(n), n.Abs().String())
	case u == data.Ratio:
		return number(n) + "×"
	case u == data.TIVMillion:
		return l.Text(TIVMillions, number(n))
	case u == data.Years && g.isOne(n):
		return l.Text(OneYear, number(n))
	case u == data.Years:
		return l.Text(ManyYears, number(n))
	}
	return number(n)
}

// rateOf splits a rate of one currency for another, as EUR/USD.
func rateOf(u data.Unit) (of, per data.Unit, ok bool) {
	a, b, ok := strings.Cut(string(u), "/")
	of, per = data.Unit(a), data.Unit(b)
	return of, per, ok && of.IsMoney() && per.IsMoney()
}

// scaleOf returns the scale that n is written in, and n in it: the largest
// that leaves at least 1 before the decimal sign. Numbers under a million have
// the zero scale.
func (g *grammar) scaleOf(n data.Number) (scale, data.Number) {
	for _, s := range g.scales {
		if p := data.Pow10(s.exponent); n.Abs().Cmp(p) >= 0 {
			return s, n.Quo(p)
		}
	}
	return scale{}, n
}

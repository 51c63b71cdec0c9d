package locale

import (
	"strings"

	"github.com/periplus-data/periplus/data"
)

// Number writes n with exactly the given decimals (halves away from zero) and
// the separators of the language: 1,234.5 in English, 1 234,5 in French with
// U+202F. The minus sign is U+2212. None is "".
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

// symbols are the signs of currencies that readers everywhere know; any other
// currency is written by its ISO 4217 code. ¥ is left out: it is both yen and
// yuan.
var symbols = map[data.Unit]string{data.USD: "$", data.EUR: "€", "GBP": "£"}

// Value writes n in unit u in its short form, with all significant digits, for
// pictures and tables: $3.5bn, 80%, 5th, 50×; in French 3,5 Md$, 80 %, 5e.
// Money under a million is written out. None is "".
func (l Language) Value(n data.Number, u data.Unit) string { return l.value(n, u, l.Plain) }

// Long writes n in unit u for prose: $3.5 billion, 80%; in French
// 3,5 milliards de dollars, 80 %. None is "".
func (l Language) Long(n data.Number, u data.Unit) string {
	if !n.IsSet() || !u.IsMoney() {
		return l.Value(n, u)
	}
	g := l.grammar()
	s, scaled := g.scaleOf(n)
	number := l.Plain(scaled)
	if g.moneyBefore {
		if s.exponent > 0 {
			number += noBreak + s.many
		}
		return l.withSymbol(number, u)
	}
	word, ok := g.currencies[u]
	if !ok {
		word = string(u)
	}
	if s.exponent == 0 {
		return number + noBreak + word
	}
	name := s.many
	if scaled.Abs().Cmp(data.Int(2)) < 0 { // French counts anything under two as one
		name = s.one
	}
	return number + noBreak + name + " " + of(word) + word
}

// of returns the French preposition before a word: d’euros, de dollars.
func of(word string) string {
	if strings.ContainsRune("aeiouyéAEIOUÉ", []rune(word)[0]) && word[0] != 'y' {
		return "d’"
	}
	return "de "
}

// value writes n in unit u; number turns the scaled number into digits.
func (l Language) value(n data.Number, u data.Unit, number func(data.Number) string) string {
	if !n.IsSet() {
		return ""
	}
	g := l.grammar()
	switch {
	case u.IsMoney():
		return l.money(n, u, number)
	case u == data.Percent:
		return number(n) + g.percent
	case u == data.Ordinal && n.IsInt():
		return g.ordinal(number(n), n.Abs().Rat().Num().Int64())
	case u == data.Ratio:
		return number(n) + "×"
	case u == data.TIVMillion:
		return number(n) + noBreak + l.Text(TIVMillions)
	case u == data.Years:
		return number(n) + noBreak + l.Text(YearsWord)
	case strings.Contains(string(u), "/"):
		a, b, _ := strings.Cut(string(u), "/")
		return number(n) + noBreak + symbolOf(data.Unit(a)) + "/" + symbolOf(data.Unit(b))
	}
	return number(n)
}

func symbolOf(u data.Unit) string {
	if s, ok := symbols[u]; ok {
		return s
	}
	return string(u)
}

func (l Language) money(n data.Number, u data.Unit, number func(data.Number) string) string {
	g := l.grammar()
	s, scaled := g.scaleOf(n)
	text := number(scaled)
	if g.moneyBefore {
		return l.withSymbol(text+s.short, u)
	}
	symbol := symbolOf(u)
	if s.exponent > 0 && len(symbol) > 3 || symbol == string(u) {
		symbol = noBreak + symbol
	}
	if s.short == "" {
		return text + noBreak + strings.TrimPrefix(symbol, noBreak)
	}
	return text + noBreak + s.short + symbol
}

// withSymbol puts the sign of a currency before a number, behind its minus.
func (l Language) withSymbol(number string, u data.Unit) string {
	symbol := symbolOf(u)
	if symbol == string(u) {
		symbol += noBreak
	}
	if rest, negative := strings.CutPrefix(number, minus); negative {
		return minus + symbol + rest
	}
	return symbol + number
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

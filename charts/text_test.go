package charts

import (
	"testing"

	"github.com/periplus-data/periplus/data/locale"
)

// The expected orders follow Unicode Standard Annex 9: Hebrew runs to the
// left inside a line to the right; digits keep their order.
func TestVisual(t *testing.T) {
	for _, c := range []struct{ logical, want string }{
		{"Viêt Nam", "Viêt Nam"},
		{"אבג", "גבא"},
		{"abc אבג def", "abc גבא def"},
	} {
		if got := visual(c.logical); got != c.want {
			t.Errorf("visual(%q) = %q, want %q", c.logical, got, c.want)
		}
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"  a \t\n b\u2028c  ", "a b c"},
		{"a\x00\x1b\x7f\u0080b", "ab"},
		{"a\u202eb\u200fc\u2067d\ufeff", "abcd"},
		{"\ufffe\uffff\ufdd0x", "x"},
		{"a\xffb", "a\ufffdb"},
		{"3,5\u00a0Md$ 80\u202f%", "3,5\u00a0Md$ 80\u202f%"},
	} {
		if got := clean(c.text); got != c.want {
			t.Errorf("clean(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// A user's note is printed as it is written; only several sentences have full
// stops between them.
func TestNote_FullStops(t *testing.T) {
	c := &chart{l: locale.French, o: Options{Note: "Une note"}}
	for _, n := range []struct {
		own  []string
		told int
		want string
	}{
		{nil, 0, "Une note"},
		{[]string{"Autre chose"}, 0, "Une note. Autre chose."},
		{nil, 3, "Une note. Étiquettes omises faute de place\u00a0: 3."},
	} {
		if got := c.note(n.own, n.told); got != n.want {
			t.Errorf("note %q, want %q", got, n.want)
		}
	}
}

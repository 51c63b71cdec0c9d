package articles_test

import (
	"path/filepath"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
)

// TestPlan_UnitAgainstTheWords: a unit that is given fills what the words leave
// out, and never replaces what they say.
func TestPlan_UnitAgainstTheWords(t *testing.T) {
	text := []byte("Trade came to €3.2bn in 2023.\n")
	a := articles.Addition{Quote: "€3.2bn", Source: data.Source{ID: "s", Language: "en"},
		Columns: map[string]string{"id": "a-b", "measure": "trade_total", "unit": "USD"}}
	_, err := articles.Plan(filepath.Join(t.TempDir(), "p"), text, a)
	if err == nil || err.Error() != "unit: the words say EUR, not USD; leave the unit out, or give the value too" {
		t.Errorf("got %v", err)
	}
	a.Columns["unit"] = "EUR"
	if d, err := articles.Plan(filepath.Join(t.TempDir(), "p"), text, a); err != nil || d.Figure.Amount.Unit != data.EUR {
		t.Errorf("got %v, %v", d, err)
	}
}

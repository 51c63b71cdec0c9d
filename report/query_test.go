package report

import (
	"errors"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data/store"
)

const partnersQuery = "```query\nid: q\ndata: [arms]\nsql: SELECT partner, sum(value) AS tiv FROM arms GROUP BY partner\ntitle: T\n```\n"

// Without the engine a query block says what to type; with it the sums are 40
// and 60, in the order of the columns, and each leads to its source.
func TestQuery(t *testing.T) {
	r, err := armsReport(partnersQuery).render("")
	if errors.Is(err, store.ErrNoEngine) {
		if !strings.HasPrefix(err.Error(), "arms/report.md:12: this program was built without its engine for SQL; build it with") {
			t.Errorf("got %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if got := string(r.files["tables/q.csv"]); got != "partner,tiv\nISR,60\nRUS,40\n" {
		t.Errorf("the table is %q", got)
	}
	if got := r.lock.Numbers["en"]["query q RUS, tiv"]; got != "40" {
		t.Errorf("the lock holds %q", got)
	}
	if !strings.Contains(string(r.files["figures.json"]), `"title": "Made-up arms"`) {
		t.Error("the number does not lead to its source")
	}
}

// What a query of somebody else's report must not do is refused by name; the
// engine's own tests hold many more.
func TestQuery_Refused(t *testing.T) {
	for _, sql := range []string{
		"COPY arms TO 'arms.csv'", "SELECT now() AS x FROM arms", "SELECT * FROM read_csv('/etc/passwd')", "SELECT 1; SELECT 2",
		"SELECT * FROM 'arms.csv'", "SELECT current_setting('memory_limit') AS x", "DROP TABLE arms", "SELECT * FROM figures",
	} {
		r, err := armsReport("```query\ndata: [arms]\nsql: |\n  " + sql + "\n```\n").render("")
		if err == nil || !strings.HasPrefix(err.Error(), "arms/report.md:12: ") || r.files != nil {
			t.Errorf("%s: got %v", sql, err)
		}
	}
}

package borders

import "testing"

func load(t *testing.T, policy string) *Map {
	t.Helper()
	m, err := Load(policy)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// The places are towns whose coordinates any gazetteer gives.
func TestCrimea(t *testing.T) {
	towns := map[string]Point{"Simferopol": {34.1, 44.95}, "Sevastopol": {33.55, 44.59}, "Kerch": {36.46, 45.35}}
	for policy, code := range map[string]string{"un": "UKR", "natural-earth": "RUS"} {
		m := load(t, policy)
		for town, p := range towns {
			for _, a := range m.Areas {
				if got := a.Contains(p); got != (a.Code == code) {
					t.Errorf("%s: %s lies in %s: %v", policy, town, a.Code, got)
				}
			}
		}
	}
}

func TestAnchors(t *testing.T) {
	for _, policy := range Policies {
		m := load(t, policy)
		for _, a := range append(m.Areas[:len(m.Areas):len(m.Areas)], m.Disputed...) {
			if !a.Contains(a.Anchor) {
				t.Errorf("%s: the anchor of %s %s lies outside it", policy, a.Code, a.Name)
			}
		}
	}
}

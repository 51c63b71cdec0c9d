package articles

import (
	"encoding/json"

	"github.com/periplus-data/periplus/data"
)

// Table Schema, as Frictionless Data defines it, in the order in which it is
// written.
type packageJSON struct {
	Profile string `json:"profile"`
	Name    string `json:"name"`
	Title   string `json:"title"`
	// Description says what users of the package have to know.
	Description string         `json:"description"`
	Licenses    []licenceJSON  `json:"licenses,omitempty"`
	Resources   []resourceJSON `json:"resources"`
}

type licenceJSON struct {
	Name string `json:"name"` // SPDX identifier
	Path string `json:"path"`
}

type resourceJSON struct {
	Profile  string     `json:"profile"`
	Name     string     `json:"name"`
	Path     string     `json:"path"`
	Title    string     `json:"title"`
	Format   string     `json:"format"`
	Encoding string     `json:"encoding"`
	Schema   schemaJSON `json:"schema"`
}

type schemaJSON struct {
	Fields        []fieldJSON   `json:"fields"`
	MissingValues []string      `json:"missingValues"`
	PrimaryKey    any           `json:"primaryKey"`
	ForeignKeys   []foreignJSON `json:"foreignKeys,omitempty"`
}

type fieldJSON struct {
	Name        string         `json:"name"`
	Type        string         `json:"type"`
	Description string         `json:"description"`
	Constraints map[string]any `json:"constraints,omitempty"`
}

type foreignJSON struct {
	Fields    string        `json:"fields"`
	Reference referenceJSON `json:"reference"`
}

type referenceJSON struct {
	Resource string `json:"resource"`
	Fields   string `json:"fields"`
}

const packageDescription = "Numbers as articles state them, each with the bounds that its words allow and its place in the source: bytes and SHA-256 of the quote and of " +
	"its sentence. The texts of the sources are not part of the package. Low and high follow from the statement; they are not margins of error."

// Describe returns the datapackage.json of a package of figures: a Frictionless
// Data Package with table schemas for sources.csv and figures.csv, and for
// translations.csv where the package is translated. licence is the SPDX identifier
// of the terms under which the package is offered, or "" where it states none.
func Describe(name, title, licence string, translated bool) []byte {
	p := packageJSON{Profile: "tabular-data-package", Name: name, Title: title, Description: packageDescription, Resources: []resourceJSON{
		resource("sources", "What states the figures", sourceColumns()),
		resource("figures", "Figures as their sources state them", data.FigureColumns(),
			foreignJSON{"source", referenceJSON{"sources", "id"}}, foreignJSON{"same_as", referenceJSON{"", "id"}}),
	}}
	if licence != "" {
		p.Licenses = []licenceJSON{{licence, "https://spdx.org/licenses/" + licence + ".html"}}
	}
	if translated {
		r := resource("translations", "Scopes and notes in other languages", translationColumns())
		r.Schema.PrimaryKey = []string{"id", "language"}
		p.Resources = append(p.Resources, r)
	}
	raw, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		panic("articles: cannot write a schema: " + err.Error())
	}
	return append(raw, '\n')
}

func resource(name, title string, columns []data.Column, keys ...foreignJSON) resourceJSON {
	r := resourceJSON{Profile: "tabular-data-resource", Name: name, Path: name + ".csv", Title: title, Format: "csv", Encoding: "utf-8",
		Schema: schemaJSON{MissingValues: []string{""}, PrimaryKey: "id", ForeignKeys: keys}}
	for _, c := range columns {
		r.Schema.Fields = append(r.Schema.Fields, fieldJSON{c.Name, schemaType(c), c.Meaning, constraints(name, c.Name)})
	}
	return r
}

func schemaType(c data.Column) string {
	switch {
	case c.Name == "value": // a number, or a date where the unit is date
		return "any"
	case c.Kind == data.NumberColumn:
		return "number"
	case c.Kind == data.WholeColumn:
		return "integer"
	case c.Kind == data.FlagColumn:
		return "boolean"
	}
	return "string"
}

func constraints(resource, column string) map[string]any {
	const code, date, hash = `[A-Z]{3}`, `\d{4}(-\d{2}(-\d{2})?)?`, `[0-9a-f]{64}`
	switch column {
	case "id":
		if resource == "translations" {
			return map[string]any{"required": true}
		}
		return map[string]any{"required": true, "unique": true, "pattern": `[a-z0-9]+(-[a-z0-9]+)*`}
	case "source", "measure":
		return map[string]any{"required": true}
	case "kind":
		return map[string]any{"required": true, "enum": []data.SourceKind{data.Article, data.Dataset}}
	case "bound":
		return map[string]any{"required": true, "enum": data.Bounds}
	case "rounding":
		return map[string]any{"enum": data.Roundings}
	case "reporter", "partner":
		return map[string]any{"pattern": code}
	case "start", "end", "published":
		return map[string]any{"pattern": date}
	case "quote_sha256", "sentence_sha256", "sha256":
		return map[string]any{"required": true, "pattern": hash}
	case "quote_start", "quote_end", "sentence_start", "sentence_end", "bytes":
		return map[string]any{"required": true, "minimum": 0}
	}
	return nil
}

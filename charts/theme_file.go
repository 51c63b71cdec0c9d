package charts

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/periplus-data/periplus/data"
)

// Themes lists the themes that are ready.
var Themes = []*Theme{Web, Print, Dark}

// LookupTheme returns the ready theme with a name. The error suggests a near
// one and lists all.
func LookupTheme(name string) (*Theme, error) {
	var names []string
	for _, t := range Themes {
		if t.Name == name {
			return t, nil
		}
		names = append(names, t.Name)
	}
	return nil, fmt.Errorf("unknown theme %q%s; write one of %s, or the name of a theme file", data.Clip(name, 40), data.Suggest(name, names), strings.Join(names, ", "))
}

// maxTheme bounds a theme file, and maxFont a font.
const (
	maxTheme = 64 << 10
	maxFont  = 16 << 20
)

// leastContrast is what words need on their ground (WCAG 2.2, 1.4.3).
const leastContrast = 4.5

// ReadTheme reads a theme of the user's own from a YAML file in fsys:
//
//	based_on: web            # web, print or dark: what the file does not say
//	paper: "#fffaf0"         # text, muted, grid, axis, empty likewise
//	series:                  # of each series: its colour, or all of its paint
//	  - "#0b3954"
//	  - {fill: "#ffb703", words: "#8a5a00", texture: vertical}
//	sequential: ["#e8f1f2", "#b3d1d9", "#5f9ea8", "#1f5f6b"]
//	negative: "#c2410c"
//	positive: "#0f5499"
//	font: {family: Source Sans 3, regular: fonts/regular.ttf, bold: fonts/bold.ttf}
//	letters: 1.1             # times the size of all letters
//
// Every key may be left out. Where words of a series are not given, they are
// its colour, made darker or lighter until they can be read on paper. A texture
// is none, horizontal, vertical, falling or crossed. Paths of fonts are those
// of fsys, beside the file.
//
// The error joins a *data.ParseError for each problem: a key that is unknown, a
// colour that is none, words with less than 4.5 to 1 on paper, a font that
// cannot be read or lacks letters.
func ReadTheme(fsys fs.FS, name string) (*Theme, error) {
	raw, err := readWithin(fsys, name, maxTheme)
	if err != nil {
		return nil, &data.ParseError{File: name, Err: err}
	}
	r := themeReader{fsys: fsys, name: name, p: data.Problems{File: name}, t: *Web}
	r.t.Name = strings.TrimSuffix(path.Base(name), path.Ext(name))
	var doc yaml.Node
	if err := yaml.Unmarshal(raw, &doc); err != nil {
		return nil, &data.ParseError{File: name, Err: fmt.Errorf("is not YAML: %s", strings.TrimPrefix(err.Error(), "yaml: "))}
	}
	if len(doc.Content) > 0 {
		r.base(doc.Content[0])
		r.read(doc.Content[0])
	}
	if err := r.p.Err(); err != nil {
		return nil, err
	}
	return &r.t, nil
}

func readWithin(fsys fs.FS, name string, most int64) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if info.Size() > most {
		return nil, fmt.Errorf("has %d bytes; at most %d are read", info.Size(), most)
	}
	return fs.ReadFile(fsys, name)
}

// themeReader reads the nodes of one file into a theme.
type themeReader struct {
	fsys fs.FS
	name string
	p    data.Problems
	t    Theme
	bare []*Paint // paints whose words are still to be found
	said []placed // words of paints, to be held against the paper
}

// placed is a colour of words with where the file has it.
type placed struct {
	key   string
	color Color
	node  *yaml.Node
}

func (r *themeReader) problem(n *yaml.Node, field, format string, args ...any) {
	r.p.Add(&data.ParseError{File: r.name, Line: n.Line, Col: n.Column, Field: field, Value: data.Clip(n.Value, 60), Err: fmt.Errorf(format, args...)})
}

// pairs calls do with each key of a mapping and its value. A key that is not
// known, or there twice, is a problem.
func (r *themeReader) pairs(n *yaml.Node, what string, known []string, do func(key string, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		r.problem(n, what, "write it as lines of key: value; the keys are %s", strings.Join(known, ", "))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		switch {
		case seen[key.Value]:
			r.problem(key, what, "%s is there twice", data.Clip(key.Value, 40))
		case !slices.Contains(known, key.Value):
			r.problem(key, what, "unknown key %q%s; write one of %s", data.Clip(key.Value, 40), data.Suggest(key.Value, known), strings.Join(known, ", "))
		default:
			do(key.Value, n.Content[i+1])
		}
		seen[key.Value] = true
	}
}

// base takes over the theme that the file begins from.
func (r *themeReader) base(n *yaml.Node) {
	name := r.t.Name
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if v := n.Content[i+1]; n.Content[i].Value == "based_on" {
			t, err := LookupTheme(v.Value)
			if err != nil {
				r.problem(v, "based_on", "%w", err)
				continue
			}
			r.t = *t
		}
	}
	r.t.Name = name
	// What the file changes must not change the ready theme.
	r.t.Series, r.t.Sequential = slices.Clone(r.t.Series), slices.Clone(r.t.Sequential)
}

func (r *themeReader) read(n *yaml.Node) {
	grounds := map[string]*Color{"paper": &r.t.Paper, "text": &r.t.Text, "muted": &r.t.Muted, "grid": &r.t.Grid, "axis": &r.t.Axis, "empty": &r.t.Empty}
	keys := []string{"based_on", "paper", "text", "muted", "grid", "axis", "empty", "series", "sequential", "negative", "positive", "font", "letters"}
	r.pairs(n, "theme", keys, func(key string, v *yaml.Node) {
		switch key {
		case "based_on": // read before
		case "series":
			r.t.Series = r.paints(v)
		case "sequential":
			r.t.Sequential = nil
			r.each(v, key, 2, func(item *yaml.Node) { r.t.Sequential = append(r.t.Sequential, r.color(item, key)) })
		case "negative":
			r.paint(v, key, &r.t.Negative)
		case "positive":
			r.paint(v, key, &r.t.Positive)
		case "font":
			r.font(v)
		case "letters":
			r.letters(v)
		default:
			*grounds[key] = r.color(v, key)
			if key == "text" || key == "muted" {
				r.said = append(r.said, placed{key, *grounds[key], v})
			}
		}
	})
	r.words(n)
}

func (r *themeReader) color(n *yaml.Node, key string) Color {
	c, err := ParseColor(n.Value)
	if err != nil || n.Kind != yaml.ScalarNode {
		r.problem(n, key, "cannot read %q as a colour; write it as \"#0f5499\"", data.Clip(n.Value, 40))
	}
	return c
}

// each calls do with the items of a list of at least least.
func (r *themeReader) each(n *yaml.Node, key string, least int, do func(item *yaml.Node)) {
	const most = 64
	if n.Kind != yaml.SequenceNode || len(n.Content) < least || len(n.Content) > most {
		r.problem(n, key, "write a list of %d to %d colours, as [\"#0f5499\", \"#c2410c\"]", least, most)
		return
	}
	for _, item := range n.Content {
		do(item)
	}
}

func (r *themeReader) paints(n *yaml.Node) []Paint {
	out := make([]Paint, len(n.Content))
	i := 0
	r.each(n, "series", 1, func(item *yaml.Node) {
		r.paint(item, "series", &out[i])
		i++
	})
	return out
}

// textures by the names that a file has for them.
var textures = map[string]Texture{"none": Plain, "horizontal": Horizontal, "vertical": Vertical, "falling": Falling, "crossed": Crossed}

// paint reads a colour, or fill, words and texture.
func (r *themeReader) paint(n *yaml.Node, key string, p *Paint) {
	*p = Paint{}
	if n.Kind != yaml.MappingNode {
		p.Fill = r.color(n, key)
		r.bare = append(r.bare, p)
		return
	}
	hasFill, hasWords := false, false
	r.pairs(n, key, []string{"fill", "words", "texture"}, func(part string, v *yaml.Node) {
		switch part {
		case "fill":
			p.Fill, hasFill = r.color(v, key), true
		case "words":
			p.Words, hasWords = r.color(v, key), true
			r.said = append(r.said, placed{key, p.Words, v})
		case "texture":
			t, ok := textures[v.Value]
			if !ok {
				names := slices.Sorted(maps.Keys(textures))
				r.problem(v, key, "unknown texture %q%s; write one of %s", data.Clip(v.Value, 40), data.Suggest(v.Value, names), strings.Join(names, ", "))
			}
			p.Texture = t
		}
	})
	if !hasFill {
		r.problem(n, key, "a paint needs fill, its colour")
	}
	if !hasWords {
		r.bare = append(r.bare, p)
	}
}

// words finds the words of paints that the file gives none, and holds those
// that it gives against the paper.
func (r *themeReader) words(n *yaml.Node) {
	towards := Color(0x000000)
	if contrast(0xffffff, r.t.Paper) > contrast(0x000000, r.t.Paper) {
		towards = 0xffffff
	}
	readable := func(p *Paint, from Color) {
		p.Words = from
		for part := 0.99; contrast(p.Words, r.t.Paper) < leastContrast && part > 0; part -= 0.01 {
			p.Words = from.mix(towards, part)
		}
	}
	for _, p := range r.bare {
		readable(p, p.Fill)
	}
	for _, w := range r.said {
		if got := contrast(w.color, r.t.Paper); got < leastContrast {
			r.problem(w.node, w.key, "words in %s have a contrast of %s to 1 on paper, %s; they need %g to 1", w.color, plain(got), r.t.Paper, leastContrast)
		}
	}
	if r.p.Len() > 0 {
		return
	}
	// A paper of the file's own may not suit the words of the theme below it.
	for i := range r.t.Series {
		readable(&r.t.Series[i], r.t.Series[i].Words)
	}
	readable(&r.t.Negative, r.t.Negative.Words)
	readable(&r.t.Positive, r.t.Positive.Words)
	for _, c := range []Color{r.t.Text, r.t.Muted} {
		if got := contrast(c, r.t.Paper); got < leastContrast {
			r.problem(n, "paper", "words in %s, which come from the theme below, have a contrast of %s to 1 on paper, %s; give text and muted of your own, or another based_on", c, plain(got), r.t.Paper)
			return
		}
	}
}

func (r *themeReader) letters(n *yaml.Node) {
	x, err := strconv.ParseFloat(n.Value, 64)
	if err != nil || !(x >= 0.7 && x <= 2) {
		r.problem(n, "letters", "write a number from 0.7 to 2, as 1.1")
		return
	}
	r.t.LetterScale = x
}

// needed are letters that a font has to have: without them most of what is
// drawn would be boxes.
const needed = "0123456789,.%$€−–×()abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZàâçéèêëîïôùûüÀÉÈơưđăạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹĐ"

func (r *themeReader) font(n *yaml.Node) {
	var f Font
	files := map[string]*[]byte{"regular": &f.Regular, "bold": &f.Bold}
	r.pairs(n, "font", []string{"family", "regular", "bold"}, func(key string, v *yaml.Node) {
		if key == "family" {
			if f.Family = clean(v.Value); strings.ContainsAny(f.Family, "\"',;:{}<>&\\") {
				r.problem(v, "font", "write the name of one family, without quotes and commas")
			}
			return
		}
		raw, err := readWithin(r.fsys, path.Join(path.Dir(r.name), v.Value), maxFont)
		if err != nil {
			r.problem(v, "font", "cannot read the file: %w", err)
			return
		}
		face, err := newFace(raw)
		if err != nil {
			r.problem(v, "font", "is no TrueType font: %w", err)
			return
		}
		if lacks := face.lacks(needed); lacks != "" {
			r.problem(v, "font", "the font lacks %s, which titles and labels may need; choose one with the letters of French and Vietnamese", data.Clip(lacks, 40))
			return
		}
		*files[key] = raw
	})
	if r.p.Len() > 0 {
		return
	}
	if f.Family == "" || len(f.Regular) == 0 {
		r.problem(n, "font", "a font needs family, its name in CSS, and regular, its file")
		return
	}
	r.t.Font = f
}

// lacks returns the letters of text that the font has no glyph for.
func (f *face) lacks(text string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var b strings.Builder
	for _, r := range text {
		if f.glyph(r).index == 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

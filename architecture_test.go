// Package periplus_test holds the whole tree to its design: which room imports
// which, which library is used where, and what every file owes its reader. It
// reads the files' syntax in this process, so that no cached answer of another
// tool can hide a new file.
package periplus_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

const module = "github.com/periplus-data/periplus"

// rooms names every folder with code and the rooms of ours that it may import:
// data enters on the left and leaves on the right. A folder below a room
// belongs to it, unless it is a room itself, and so do its tests.
var rooms = map[string][]string{
	".":                     {},
	"data":                  {},
	"data/locale":           {"data"},
	"data/quote":            {"data"},
	"data/articles":         {"data", "data/quote"},
	"data/file":             {"data"},
	"data/place":            {"data"},
	"data/sipri":            {"data", "data/file", "data/place"},
	"data/comtrade":         {"data", "data/file", "data/place"},
	"data/cepii":            {"data", "data/file", "data/place"},
	"data/worldbank":        {"data", "data/file", "data/place"},
	"data/tidy":             {"data", "data/file", "data/place"},
	"data/detect":           {"data", "data/file", "data/place", "data/sipri", "data/comtrade", "data/cepii", "data/worldbank", "data/tidy"},
	"data/store":            {"data", "data/file", "data/place", "data/tidy", "data/detect"},
	"internal/shareddata":   {},
	"analysis":              {"data", "data/place"},
	"analysis/factsheet":    {"data", "data/place"},
	"charts":                {"data", "data/locale", "data/place", "charts/borders"},
	"charts/borders":        {},
	"report":                {"data", "data/locale", "data/articles", "data/file", "data/tidy", "data/detect", "data/store", "analysis", "charts"},
	"report/vietnam":        {"report"},
	"cmd/periplus":          {"data", "data/locale", "data/place", "data/quote", "data/articles", "data/file", "data/sipri", "data/comtrade", "data/tidy", "data/detect", "data/store", "analysis", "analysis/factsheet", "charts", "report", "report/vietnam"},
	"cmd/periplus/internal": {"data", "data/locale", "data/place", "data/store", "analysis", "analysis/factsheet", "report"},
}

// inTests names rooms that only the tests of a room may import besides.
var inTests = map[string][]string{
	"analysis/factsheet": {"data/file", "data/sipri"},          // the sheets that SIPRI published, made from its files
	"report/vietnam":     {"data", "data/detect", "data/tidy"}, // its extracts are made again from the files of their providers
	"report":             {"report/vietnam"},                   // the engine is tried on the report that ships; vietnam.go itself imports nothing of ours
}

// confined names packages, with all that lies below them, that only some rooms
// may import. Tests may run programs, to kill them; nothing may open a
// connection.
var confined = []struct {
	pkg   string
	rooms []string
	tests bool
	why   string
}{
	{"net", nil, false, "nothing reaches the network"},
	{"plugin", nil, false, "a report is data, not a program"},
	{"os/exec", []string{"cmd/periplus"}, true, "a report is data, not a program"},
	{"database/sql", []string{"data/store"}, false, "one package holds the engine"},
	{"github.com/duckdb", []string{"data/store"}, false, "one package holds the engine"},
	{"math/rand", nil, true, "outputs are the same on every run; use math/rand/v2 with a seed"},
	{"gonum.org/v1/plot", []string{"charts"}, false, "drawing lives in charts"},
	{"github.com/spf13/cobra", []string{"cmd/periplus"}, false, "the command is the only one that reads flags"},
	{"github.com/go-gota/gota", []string{"data", "data/articles", "data/sipri", "analysis", "analysis/factsheet", "charts", "report", "cmd/periplus"}, true, "frames are for public borders"},
}

// harmless lists packages below a confined one that reach nothing.
var harmless = []string{"net/url", "net/netip", "net/mail", "net/textproto", "math/rand/v2"}

// refused names functions and methods that give wrong numbers silently, or
// other bytes on another run, and the rooms that may call them all the same.
// With an empty pkg it is a method, refused in files that import gota.
var refused = []struct {
	pkg, name string
	rooms     []string
	why       string
}{
	{"github.com/go-gota/gota/dataframe", "ReadCSV", nil, "reads Namibia's NA as missing"},
	{"github.com/go-gota/gota/dataframe", "LoadRecords", nil, "guesses types"},
	{"github.com/go-gota/gota/dataframe", "LoadMaps", nil, "guesses types"},
	{"github.com/go-gota/gota/dataframe", "LoadStructs", nil, "guesses types"},
	{"", "GroupBy", nil, "merges groups whose keys join to the same text"},
	{"", "Aggregation", nil, "orders its rows by chance"},
	{"", "InnerJoin", nil, "is a nested loop"},
	{"", "LeftJoin", nil, "is a nested loop"},
	{"", "OuterJoin", nil, "is a nested loop"},
	{"", "WriteCSV", nil, "prints six decimals"},
	{"time", "Now", []string{"cmd/periplus"}, "outputs hold no clock"},
	{"os", "Hostname", nil, "outputs hold no host name"},
	{"runtime", "GOARCH", nil, "outputs are the same on every processor"},
}

// bannedPackages are names that say nothing about what a package holds.
var bannedPackages = []string{"util", "utils", "common", "helpers", "types", "models"}

// longFiles lists the files over maxLines, each with its reason.
var longFiles = map[string]string{}

const maxLines = 500

// sourceFile is one parsed file of the tree.
type sourceFile struct {
	path  string
	lines int
	test  bool
	set   *token.FileSet
	*ast.File
}

// room returns the innermost room that holds the folder, "" where none does.
func room(dir string) string {
	for {
		if _, ok := rooms[dir]; ok {
			return dir
		}
		if dir == "." {
			return ""
		}
		if dir = path.Dir(dir); dir == "." {
			return ""
		}
	}
}

// readTree parses every Go file of the module. A folder with a go.mod of its
// own is another module.
func readTree(tree fs.FS) ([]sourceFile, error) {
	var files []sourceFile
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			_, noModule := fs.Stat(tree, path.Join(name, "go.mod"))
			base := d.Name()
			if name != "." && (noModule == nil || strings.HasPrefix(base, ".") || base == "testdata" || base == "node_modules") {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files = append(files, sourceFile{name, strings.Count(string(text), "\n"), strings.HasSuffix(name, "_test.go"), set, parsed})
		return nil
	})
	return files, err
}

// checkTree returns what in the tree breaks the design, one line each, as
// file:line: what is wrong and what would be right.
func checkTree(tree fs.FS, long map[string]string) ([]string, error) {
	files, err := readTree(tree)
	if err != nil {
		return nil, err
	}
	var broken []string
	for _, f := range files {
		broken = append(broken, checkPackage(f)...)
		broken = append(broken, checkImports(f)...)
		broken = append(broken, checkCalls(f)...)
		broken = append(broken, checkDocs(f)...)
		broken = append(broken, checkLength(f, long)...)
	}
	for name := range long {
		if !slices.ContainsFunc(files, func(f sourceFile) bool { return f.path == name && f.lines > maxLines }) {
			broken = append(broken, fmt.Sprintf("%s:1: is listed as long and is not; take it off the list", name))
		}
	}
	slices.Sort(broken)
	return broken, nil
}

func (f sourceFile) report(pos token.Pos, format string, args ...any) string {
	return fmt.Sprintf("%s:%d: %s", f.path, f.set.Position(pos).Line, fmt.Sprintf(format, args...))
}

func checkPackage(f sourceFile) []string {
	var broken []string
	name := strings.TrimSuffix(f.Name.Name, "_test")
	if slices.Contains(bannedPackages, name) {
		broken = append(broken, f.report(f.Package, "package %s: a package is called after what it holds", name))
	}
	if room(path.Dir(f.path)) == "" {
		broken = append(broken, f.report(f.Package, "%s belongs to no room; add it here and to docs/architecture.md", path.Dir(f.path)))
	}
	return broken
}

func checkImports(f sourceFile) []string {
	var broken []string
	from := room(path.Dir(f.path))
	for _, spec := range f.Imports {
		pkg, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		if rest, ours := strings.CutPrefix(pkg, module+"/"); ours {
			if to := room(rest); to != from && !slices.Contains(rooms[from], to) && !isInside(to, from) && !(f.test && to == "internal/shareddata") && !(f.test && slices.Contains(inTests[from], to)) {
				broken = append(broken, f.report(spec.Pos(), "%s imports %s; it may import %s", from, rest, list(rooms[from])))
			}
			continue
		}
		for _, c := range confined {
			if !under(pkg, c.pkg) || slices.ContainsFunc(harmless, func(h string) bool { return under(pkg, h) }) {
				continue
			}
			if !slices.Contains(c.rooms, from) && !(f.test && c.tests) {
				broken = append(broken, f.report(spec.Pos(), "%s imports %s: %s; only %s may", from, pkg, c.why, list(c.rooms)))
			}
		}
	}
	return broken
}

// isInside reports whether room to is an internal folder of room from.
func isInside(to, from string) bool { return to == from+"/internal" }

func under(pkg, parent string) bool { return pkg == parent || strings.HasPrefix(pkg, parent+"/") }

func list(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// checkCalls looks for refused names. Tests may use them: they set a deadline,
// or show what goes wrong.
func checkCalls(f sourceFile) []string {
	if f.test {
		return nil
	}
	imports := map[string]string{} // from the name used in the file to the path
	usesGota := false
	for _, spec := range f.Imports {
		pkg, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		name := path.Base(pkg)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		imports[name] = pkg
		usesGota = usesGota || under(pkg, "github.com/go-gota/gota")
	}
	from := room(path.Dir(f.path))
	var broken []string
	ast.Inspect(f.File, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		pkg := ""
		if id, ok := sel.X.(*ast.Ident); ok {
			pkg = imports[id.Name]
		}
		for _, r := range refused {
			if sel.Sel.Name != r.name || pkg != r.pkg || r.pkg == "" && !usesGota || slices.Contains(r.rooms, from) {
				continue
			}
			broken = append(broken, f.report(sel.Pos(), "%s %s; only %s may use it", r.name, r.why, list(r.rooms)))
		}
		return true
	})
	return broken
}

func checkLength(f sourceFile, long map[string]string) []string {
	if f.lines <= maxLines || long[f.path] != "" || ast.IsGenerated(f.File) {
		return nil
	}
	return []string{fmt.Sprintf("%s:%d: the file has more than %d lines and no reason listed", f.path, f.lines, maxLines)}
}

// checkDocs asks for a doc comment on every exported name of a package that
// users can import.
func checkDocs(f sourceFile) []string {
	if f.test || f.Name.Name == "main" || slices.Contains(strings.Split(f.path, "/"), "internal") {
		return nil
	}
	var broken []string
	missing := func(name *ast.Ident, docs ...*ast.CommentGroup) {
		if name.IsExported() && !slices.ContainsFunc(docs, func(d *ast.CommentGroup) bool { return strings.TrimSpace(d.Text()) != "" }) {
			broken = append(broken, f.report(name.Pos(), "%s has no doc comment", name.Name))
		}
	}
	for _, decl := range f.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil || receiverIsExported(d.Recv) {
				missing(d.Name, d.Doc)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.TypeSpec:
					missing(s.Name, s.Doc, d.Doc)
				case *ast.ValueSpec:
					for _, name := range s.Names {
						missing(name, s.Doc, s.Comment, d.Doc)
					}
				}
			}
		}
	}
	return broken
}

func receiverIsExported(recv *ast.FieldList) bool {
	t := recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.IsExported()
		default:
			return false
		}
	}
}

func TestArchitecture(t *testing.T) {
	broken, err := checkTree(os.DirFS("."), longFiles)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range broken {
		t.Error(line)
	}
}

// Each case plants one file and names the words of the complaint; "" means
// that the file is as it should be.
func TestArchitecture_PlantedViolations(t *testing.T) {
	doc := "// Package p is a test.\npackage p\n\n"
	for _, c := range []struct{ name, file, text, want string }{
		{"clean", "data/a.go", doc + "import \"strings\"\n\n// A is documented.\nvar A = strings.ToUpper(\"a\")\n", ""},
		{"left to right", "data/a.go", doc + "import _ \"" + module + "/analysis\"\n", "data/a.go:4: data imports analysis; it may import none"},
		{"analysis into drawing", "analysis/a.go", doc + "import _ \"" + module + "/charts\"\n", "analysis/a.go:4: analysis imports charts; it may import data, data/place"},
		{"charts into analysis", "charts/a.go", doc + "import _ \"" + module + "/analysis\"\n", "charts imports analysis"},
		{"a test into the right", "charts/a_test.go", doc + "import _ \"" + module + "/report\"\n", "charts imports report"},
		{"right to left", "charts/a.go", doc + "import _ \"" + module + "/data/locale\"\n", ""},
		{"below a room", "charts/internal/x/a.go", doc + "import _ \"" + module + "/analysis\"\n", "charts imports analysis"},
		{"unknown room", "tools/a.go", doc, "tools belongs to no room"},
		{"network", "report/a.go", doc + "import _ \"net/http\"\n", "report imports net/http: nothing reaches the network"},
		{"network in the command", "cmd/periplus/a.go", "package main\n\nimport _ \"net/http\"\n", "cmd/periplus imports net/http"},
		{"addresses", "report/a.go", doc + "import _ \"net/url\"\n", ""},
		{"programs", "report/a.go", doc + "import _ \"os/exec\"\n", "report imports os/exec"},
		{"programs in a test", "report/a_test.go", doc + "import _ \"os/exec\"\n", ""},
		{"programs in the command", "cmd/periplus/a.go", "package main\n\nimport _ \"os/exec\"\n", ""},
		{"drawing in a report", "report/a.go", doc + "import _ \"gonum.org/v1/plot/vg\"\n", "report imports gonum.org/v1/plot/vg: drawing lives in charts"},
		{"drawing in charts", "charts/a.go", doc + "import _ \"gonum.org/v1/plot/vg\"\n", ""},
		{"gota reads", "charts/a.go", doc + "import \"github.com/go-gota/gota/dataframe\"\n\nvar a = dataframe.ReadCSV(nil)\n", "ReadCSV reads Namibia's NA as missing"},
		{"gota groups", "charts/a.go", doc + "import \"github.com/go-gota/gota/dataframe\"\n\nfunc f(d dataframe.DataFrame) { d.GroupBy(\"a\") }\n", "GroupBy merges groups"},
		{"clock", "report/a.go", doc + "import \"time\"\n\nvar a = time.Now()\n", "report/a.go:6: Now outputs hold no clock"},
		{"clock under another name", "report/a.go", doc + "import t \"time\"\n\nvar a = t.Now()\n", "Now outputs hold no clock"},
		{"clock in the command", "cmd/periplus/a.go", "package main\n\nimport \"time\"\n\nvar a = time.Now()\n", ""},
		{"processor", "report/a.go", doc + "import \"runtime\"\n\nconst a = runtime.GOARCH\n", "GOARCH outputs are the same"},
		{"package name", "report/internal/util/a.go", "package util\n", "package util: a package is called after what it holds"},
		{"long", "data/a.go", doc + strings.Repeat("\n", 500), "the file has more than 500 lines"},
		{"long enough", "data/a.go", "package p\n" + strings.Repeat("\n", 499), ""},
		{"function", "data/a.go", doc + "func A() {}\n", "data/a.go:4: A has no doc comment"},
		{"method", "data/a.go", doc + "// T is documented.\ntype T struct{}\n\nfunc (*T) M() {}\n", "M has no doc comment"},
		{"method of a hidden type", "data/a.go", doc + "type t struct{}\n\nfunc (t) M() {}\n", ""},
		{"constant", "data/a.go", doc + "const (\n\tA = 1 // A is documented.\n\tB = 2\n)\n", "data/a.go:6: B has no doc comment"},
		{"type", "data/a.go", doc + "type T int\n", "T has no doc comment"},
		{"internal", "charts/internal/x/a.go", doc + "func A() {}\n", ""},
		{"no module of its own", "bench/a.go", "package util\n", "package util"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := checkTree(fstest.MapFS{c.file: {Data: []byte(c.text)}}, nil)
			if err != nil {
				t.Fatal(err)
			}
			joined := strings.Join(got, "\n")
			if c.want == "" && joined != "" || !strings.Contains(joined, c.want) {
				t.Errorf("got %q, want %q", joined, c.want)
			}
		})
	}
}

func TestArchitecture_OtherModulesAndLists(t *testing.T) {
	tree := fstest.MapFS{
		"bench/go.mod":       {Data: []byte("module bench\n")},
		"bench/a.go":         {Data: []byte("package util\n")},
		"data/testdata/a.go": {Data: []byte("package util\n")},
		"data/a.go":          {Data: []byte("package data\n" + strings.Repeat("\n", 600))},
	}
	got, err := checkTree(tree, map[string]string{"data/a.go": "a table", "data/gone.go": "was a table"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"data/gone.go:1: is listed as long and is not; take it off the list"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

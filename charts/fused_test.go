package charts

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// TestGeometry_NotFused holds every product in this package away from a sum: a
// compiler for arm64 or s390x may fuse x*y + z into one rounding, which gives
// other last bits than amd64. A conversion, as in float64(x*y) + z, forbids it
// (Go specification, "Floating-point operators"). Whole numbers are not fused,
// but the test cannot tell them, so that they are written the same way.
func TestGeometry_NotFused(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range fused(f) {
			t.Errorf("%s: a product is added; write float64(x*y)", fset.Position(at))
		}
	}
}

// fused finds the products that a sum might take in, here or in a function
// that is inlined: all but those that are converted at once, divided, compared
// or multiplied again.
func fused(f *ast.File) (found []token.Pos) {
	var above []ast.Node
	ast.Inspect(f, func(n ast.Node) bool {
		if n == nil {
			above = above[:len(above)-1]
			return true
		}
		switch e := n.(type) {
		case *ast.BinaryExpr:
			if e.Op == token.MUL && !isRounded(above) {
				found = append(found, e.Pos())
			}
		case *ast.AssignStmt:
			if e.Tok == token.MUL_ASSIGN {
				found = append(found, e.Pos())
			}
		}
		above = append(above, n)
		return true
	})
	return found
}

// isRounded reports whether what stands above a product keeps it from a sum.
func isRounded(above []ast.Node) bool {
	for i := len(above) - 1; i >= 0; i-- {
		switch n := above[i].(type) {
		case *ast.ParenExpr:
			continue
		case *ast.BinaryExpr:
			return n.Op != token.ADD && n.Op != token.SUB
		case *ast.CallExpr:
			switch fun := n.Fun.(type) {
			case *ast.Ident:
				return fun.Name == "float64" || fun.Name == "int"
			case *ast.SelectorExpr:
				return fun.Sel.Name == "Length"
			}
			return false
		default:
			return false
		}
	}
	return false
}

func TestGeometry_NotFused_Planted(t *testing.T) {
	const source = `package p
func f(x, y, z float64) float64 { z += x * y; z = z - (x * y); z *= x; g(x * y); z = float64(x*y) + z/(x*y); return x*y + z }`
	f, err := parser.ParseFile(token.NewFileSet(), "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := len(fused(f)); got != 5 {
		t.Errorf("found %d fused products, want the 5 planted ones", got)
	}
}

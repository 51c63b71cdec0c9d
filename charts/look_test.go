//go:build look

package charts

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
)

// looker is one golden picture, its files and its pixels by the PNG.
type looker struct {
	golden
	p    *Picture
	base string // of the files, without their endings
	ours *image.RGBA
}

// renderer is a program that makes pixels of a picture.
type renderer struct {
	name, program string
	// render returns the pictures in their order.
	render    func(dir string, all []looker) ([]image.Image, error)
	tolerated tolerance
}

// renderers read the SVG, but pdftoppm, which reads the PDF. LibreOffice sets
// letters at whole units of its own, so that a word at the end of a short text
// lies a few pixels to the right.
var renderers = []renderer{
	{"Chromium", "chromium", byChromium, tolerated},
	{"librsvg", "rsvg-convert", oneByOne(func(s looker, to string) []string {
		return []string{"rsvg-convert", "--zoom", "1", "-o", to + ".png", s.base + ".svg"}
	}), tolerated},
	{"Poppler, of the PDF", "pdftoppm", oneByOne(func(s looker, to string) []string {
		return []string{"pdftoppm", "-r", fmt.Sprint(pixelsPerInch), "-png", "-singlefile", s.base + ".pdf", to}
	}), tolerated},
	{"LibreOffice", "soffice", byLibreOffice, tolerance{worst: 45, blur: 20, mean: 3, lost: 70}},
}

// TestLook renders every golden picture with every renderer that is here and
// holds it against the PNG. With PERIPLUS_LOOK_OUT the pictures stay in that
// folder.
func TestLook(t *testing.T) {
	dir := t.TempDir()
	if keep := os.Getenv("PERIPLUS_LOOK_OUT"); keep != "" {
		dir = keep
	}
	giveFonts(t, dir)
	all := lookers(t, dir)
	for _, r := range renderers {
		t.Run(r.name, func(t *testing.T) {
			if _, err := exec.LookPath(r.program); err != nil {
				if os.Getenv("CI") == "true" && r.program != "soffice" {
					t.Fatalf("%s is not here", r.program)
				}
				t.Skipf("%s is not here", r.program)
			}
			pictures, err := r.render(dir, all)
			if err != nil {
				t.Fatal(err)
			}
			var most likeness
			for i, s := range all {
				l, err := compareLooks(asRGBA(pictures[i]), s.ours)
				if err != nil {
					t.Errorf("%s: %v", s.name, err)
					continue
				}
				if !r.tolerated.holds(l) {
					t.Errorf("%s: the picture differs from the PNG: %v", s.name, l)
				}
				most = likeness{mean: max(most.mean, l.mean), worst: max(most.worst, l.worst), blur: max(most.blur, l.blur), lost: max(most.lost, l.lost)}
			}
			t.Logf("at most: mean %.2f, square %.1f, smoothed %.1f, empty in one %.1f", most.mean, most.worst, most.blur, most.lost)
		})
	}
}

// lookers writes the files of all golden pictures.
func lookers(t *testing.T, dir string) (all []looker) {
	t.Helper()
	for _, g := range goldenCharts() {
		s := looker{golden: g, p: g.draw(t), base: filepath.Join(dir, g.name)}
		s.ours = s.p.pixels()
		pdf, err := s.p.PDF()
		if err != nil {
			t.Fatal(err)
		}
		var ours bytes.Buffer
		if err := png.Encode(&ours, s.ours); err != nil {
			t.Fatal(err)
		}
		for ending, content := range map[string][]byte{".svg": s.p.SVG(), ".pdf": pdf, ".ours.png": ours.Bytes()} {
			if err := os.WriteFile(s.base+ending, content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		all = append(all, s)
	}
	return all
}

// giveFonts has the renderers find Liberation Sans as the pictures are laid out
// with, and nothing else: the older one of many systems lacks the letters of
// Vietnamese, which would then come from a wider font.
func giveFonts(t *testing.T, dir string) {
	t.Helper()
	config := filepath.Join(dir, "fonts.conf")
	for path, content := range map[string][]byte{
		filepath.Join(dir, "regular.ttf"): liberationsansregular.TTF, filepath.Join(dir, "bold.ttf"): liberationsansbold.TTF,
		config: []byte("<fontconfig><dir>" + dir + "</dir><cachedir>" + filepath.Join(dir, "cache") + "</cachedir></fontconfig>"),
	} {
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("FONTCONFIG_FILE", config)
}

// run runs a program; its error has what the program said.
func run(args ...string) error {
	if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%.2000s", strings.Join(args, " "), err, out)
	}
	return nil
}

func readPNG(path string) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return png.Decode(f)
}

// oneByOne renders with a program that takes one picture, two at a time.
func oneByOne(command func(s looker, to string) []string) func(string, []looker) ([]image.Image, error) {
	return func(_ string, all []looker) ([]image.Image, error) {
		out, errs := make([]image.Image, len(all)), make([]error, len(all))
		var wait sync.WaitGroup
		slots := make(chan struct{}, 2)
		for i, s := range all {
			wait.Go(func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				args := command(s, s.base)
				to := s.base + "." + args[0]
				if errs[i] = run(command(s, to)...); errs[i] == nil {
					out[i], errs[i] = readPNG(to + ".png")
				}
			})
		}
		wait.Wait()
		for _, err := range errs {
			if err != nil {
				return nil, err
			}
		}
		return out, nil
	}
}

// byChromium stacks the pictures on pages of HTML, as high as a screenshot may
// be, and cuts them out of it.
func byChromium(dir string, all []looker) ([]image.Image, error) {
	const tallest = 15000
	var out []image.Image
	for page := 0; len(out) < len(all); page++ {
		var html strings.Builder
		html.WriteString("<!doctype html><meta charset=utf-8><style>body{margin:0;background:#fff}img{position:absolute;left:0}</style>\n")
		var cuts []image.Rectangle
		width, y := 0, 0
		for _, s := range all[len(out):] {
			size := s.ours.Rect.Size()
			if y+size.Y > tallest {
				break
			}
			fmt.Fprintf(&html, "<img src=%q style='top:%dpx;width:%gpx;height:%gpx'>\n", s.name+".svg", y, s.p.Width, s.p.Height)
			cuts = append(cuts, image.Rect(0, y, size.X, y+size.Y))
			width, y = max(width, size.X), y+size.Y
		}
		path := filepath.Join(dir, fmt.Sprintf("page-%d", page))
		if err := os.WriteFile(path+".html", []byte(html.String()), 0o644); err != nil {
			return nil, err
		}
		err := run("chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage", "--allow-file-access-from-files",
			"--user-data-dir="+filepath.Join(dir, "profile"), "--force-device-scale-factor=1", "--virtual-time-budget=10000",
			fmt.Sprintf("--window-size=%d,%d", width, y), "--screenshot="+path+".png", "file://"+path+".html")
		if err != nil {
			return nil, err
		}
		shot, err := readPNG(path + ".png")
		if err != nil {
			return nil, err
		}
		cutter := shot.(interface { // as every picture of image/png is
			SubImage(image.Rectangle) image.Image
		})
		for _, cut := range cuts {
			out = append(out, cutter.SubImage(cut))
		}
	}
	return out, nil
}

// byLibreOffice has it read the SVG into a drawing and export that.
func byLibreOffice(dir string, all []looker) (out []image.Image, err error) {
	for _, s := range all {
		size := s.ours.Rect.Size()
		to := filepath.Join(dir, "office")
		filter := fmt.Sprintf(`png:draw_png_Export:{"PixelWidth":{"type":"long","value":"%d"},"PixelHeight":{"type":"long","value":"%d"}}`, size.X, size.Y)
		if err := run("soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "office-profile"), "--headless", "--convert-to", filter, "--outdir", to, s.base+".svg"); err != nil {
			return nil, err
		}
		m, err := readPNG(filepath.Join(to, s.name+".png"))
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// asRGBA copies a picture onto white paper.
func asRGBA(m image.Image) *image.RGBA {
	out := image.NewRGBA(image.Rectangle{Max: m.Bounds().Size()})
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, m, m.Bounds().Min, draw.Over)
	return out
}

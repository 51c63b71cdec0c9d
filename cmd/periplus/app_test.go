package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/report"
)

// session is an app with everything at hand.
type session struct {
	app         *app
	out, errors bytes.Buffer
	started     []string
}

func newSession(input string, terminal bool) *session {
	s := &session{}
	s.app = &app{
		ctx: context.Background(), in: strings.NewReader(input), out: bufio.NewWriter(&s.out), err: &s.errors,
		isTerminal: func(any) bool { return terminal },
		start: func(name string, args ...string) error {
			s.started = append(s.started, strings.Join(append([]string{name}, args...), " "))
			return nil
		},
	}
	return s
}

func (s *session) run(t *testing.T, want int, args ...string) {
	t.Helper()
	if got := s.app.execute(args); got != want {
		t.Errorf("periplus %s: exit code %d, want %d\n%s", strings.Join(args, " "), got, want, s.errors.String())
	}
}

func (s *session) expect(t *testing.T, stderr string) {
	t.Helper()
	if got := s.errors.String(); got != stderr {
		t.Errorf("standard error:\n%s\nwant:\n%s", got, stderr)
	}
}

const articleText = "Les deux pays restent proches. Les deux pays ont signé plus de 11 accords."

func writeArticle(t *testing.T) (dir, file string) {
	t.Helper()
	dir = t.TempDir()
	file = filepath.Join(dir, "a.txt")
	if err := os.WriteFile(file, []byte(articleText), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	return dir, file
}

// On a terminal every missing answer is asked for, then the optional ones,
// then whether to write.
func TestFiguresAdd_AsksOnTerminal(t *testing.T) {
	writeArticle(t)
	answers := []string{"mine", "", "a.txt", "11 accords", "le-texte", "fr", "aa-agreements", "agreements", "VNM", "", "2024-06", "", "y"}
	s := newSession(strings.Join(answers, "\n")+"\n", true)
	s.run(t, exitDone, "figures", "add")
	prompts := []string{
		"folder of your package (--package): ", "file with the text of the source (--source-text): ", "file with the text of the source (--source-text): ",
		"words of the text that state the figure (--quote): ",
		"the package does not know this text; id of its source (--source): ", "language of the text, en or fr (--language): ",
		"ID of the figure: lower-case words joined by hyphens (--id): ", "MEASURE, as trade_total or arms_share (--measure): ",
		"ISO alpha-3 CODE of whose figure it is, empty for none (--reporter): ", "ISO alpha-3 CODE of the other side, empty for none (--partner): ",
		"first DATE covered: 2022, 2022-12 or 2022-12-31, empty for none (--start): ", "last DATE covered, empty for 2024-06 (--end): ",
		"append this row to mine/figures.csv? [y/N] ",
	}
	want := "periplus: " + strings.Join(prompts, "periplus: ") + "periplus: appended aa-agreements to mine/figures.csv\n"
	s.expect(t, want)
	list := newSession("", false)
	list.run(t, exitDone, "figures", "--figures", "mine", "--format", "csv")
	// More than 11 of a count is at least 12.
	if want := "\naa-agreements,le-texte,agreements,VNM,,2024-06,2024-06,11,12,,more_than,count,"; !strings.Contains(list.out.String(), want) {
		t.Errorf("the row is not as answered:\n%s", list.out.String())
	}
}

func TestFiguresAdd_ChoosesAmongPlaces(t *testing.T) {
	writeArticle(t)
	args := []string{"figures", "add", "--package", "mine", "--source-text", "a.txt", "--quote", "deux pays", "--source", "s", "--language", "fr",
		"--id", "aa", "--measure", "participants", "--reporter", "VNM", "--partner", "RUS", "--start", "2024"}
	s := newSession("2\ny\n", true)
	s.run(t, exitDone, args...)
	if !strings.Contains(s.errors.String(), "  2. paragraph 1, sentence 2: ") || !strings.Contains(s.out.String(), "locator          paragraph 1, sentence 2") {
		t.Errorf("the second place is not offered and taken:\n%s\n%s", s.errors.String(), s.out.String())
	}
	for _, answer := range []string{"3\n", "x\n", ""} {
		newSession(answer, true).run(t, exitUsage, args...)
	}
}

func TestFiguresAdd_WritesNothingUnlessAgreed(t *testing.T) {
	dir, _ := writeArticle(t)
	args := []string{"figures", "add", "--package", "mine", "--source-text", "a.txt", "--quote", "11 accords", "--source", "s", "--language", "fr",
		"--id", "aa", "--measure", "agreements", "--reporter", "", "--partner", "", "--start", "", "--end", ""}
	for answer, code := range map[string]int{"n\n": exitDone, "\n": exitDone, "": exitFailed} {
		s := newSession(answer, true)
		s.run(t, code, args...)
		if !strings.Contains(s.errors.String(), "periplus: nothing is written\n") {
			t.Errorf("answer %q: %s", answer, s.errors.String())
		}
		if _, err := os.Stat(filepath.Join(dir, "mine")); err == nil {
			t.Fatalf("answer %q: the package is there", answer)
		}
	}
	yes := newSession("", true)
	yes.run(t, exitDone, append(args, "--yes")...)
	yes.expect(t, "periplus: appended aa to mine/figures.csv\n")
}

func TestChart_Open(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	s := newSession("label,value\nA,1\n", false)
	s.run(t, exitDone, "chart", "bar", "-", "--out", "a.svg", "--out", "a.png", "--open")
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if len(s.started) != 1 || !strings.HasSuffix(s.started[0], " "+filepath.Join(here, "a.svg")) {
		t.Errorf("started %q", s.started)
	}

	// Without a file of the user's, a temporary one is shown, and the SVG does
	// not fill the terminal.
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	s = newSession("label,value\nA,1\n", false)
	s.run(t, exitDone, "chart", "bar", "-", "--open")
	if s.out.Len() > 0 {
		t.Error("the SVG went to standard output as well")
	}
	shown, _ := filepath.Glob(filepath.Join(dir, "periplus-*.svg"))
	if len(shown) != 1 || len(s.started) != 1 || !strings.HasSuffix(s.started[0], filepath.Base(shown[0])) {
		t.Errorf("files %q, started %q", shown, s.started)
	}

	s = newSession("label,value\nA,1\n", false)
	s.app.start = func(string, ...string) error { return errors.New("no such program") }
	s.run(t, exitFailed, "chart", "bar", "-", "--out", "a.svg", "--open")
	s.expect(t, "periplus: wrote a.svg\nperiplus: cannot show a.svg: no such program; open the file by hand\n")
}

func TestOpener_PerSystem(t *testing.T) {
	for system, want := range map[string]string{"linux": "xdg-open", "freebsd": "xdg-open", "darwin": "open", "windows": "rundll32 url.dll,FileProtocolHandler"} {
		if got := strings.Join(opener(system), " "); got != want {
			t.Errorf("%s: %q, want %q", system, got, want)
		}
	}
}

// fullDisk refuses every byte.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestRun_ResultCannotBeWritten(t *testing.T) {
	for _, args := range [][]string{
		{"figures"}, {"figures", "--format", "csv"}, {"figures", "--format", "json"}, {"compare", "complement", "vn-ru-arms-share-1995-2023"},
		{"chart", "share", "--ids", "vn-ru-arms-share-1995-2023"}, {"version"}, {"help"},
	} {
		var stderr bytes.Buffer
		if code := run(args, strings.NewReader(""), fullDisk{}, &stderr); code != exitFailed {
			t.Errorf("%q: exit code %d", args, code)
		}
		if !strings.Contains(stderr.String(), "no space left on device") {
			t.Errorf("%q: %s", args, stderr.String())
		}
	}
}

func TestRun_InputCannotBeRead(t *testing.T) {
	broken := io.MultiReader(strings.NewReader("label,value\n"), iotestErr{})
	var stdout, stderr bytes.Buffer
	if code := run([]string{"chart", "bar", "-"}, broken, &stdout, &stderr); code != exitFailed || stdout.Len() > 0 {
		t.Errorf("exit code %d, %s", code, stdout.String())
	}
	if want := "periplus: standard input: cannot be read: input/output error\n"; stderr.String() != want {
		t.Errorf("got %q, want %q", stderr.String(), want)
	}
}

type iotestErr struct{}

func (iotestErr) Read([]byte) (int, error) { return 0, errors.New("input/output error") }

func TestInterrupt_StopsBeforeWriting(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	s := newSession("label,value\nA,1\n", false)
	s.app.ctx = stopped
	s.run(t, exitFailed, "chart", "bar", "-", "--out", "a.svg")
	s.expect(t, "periplus: interrupted; nothing was written\n")
	if _, err := os.Stat("a.svg"); err == nil {
		t.Error("the file was written")
	}
	s = newSession("", false)
	s.app.ctx = stopped
	_, err := s.app.interruptible("out", func() (report.Result, error) { select {} })
	if err == nil || err.Error() != "interrupted; what is in out is whole" {
		t.Errorf("got %v", err)
	}
}

func TestExitCode_Table(t *testing.T) {
	for _, test := range []struct {
		err  error
		want int
	}{
		{nil, exitDone}, {errors.New("x"), exitFailed}, {usagef("x"), exitUsage}, {fmt.Errorf("a: %w", usagef("x")), exitUsage},
		{&unheldError{errors.New("x")}, exitUnheld}, {errors.Join(errors.New("x"), &unheldError{errors.New("y")}), exitUnheld},
	} {
		if got := exitCode(test.err); got != test.want {
			t.Errorf("%v: %d, want %d", test.err, got, test.want)
		}
	}
	for i, e := range exits {
		if e.code != i || e.meaning == "" || !strings.Contains(exitTable(), e.meaning) {
			t.Errorf("entry %d of the table: %+v", i, e)
		}
	}
}

//go:build !windows

package store_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/periplus-data/periplus/data/store"
)

// killedEnv names the store that the killed program adds to.
const killedEnv = "PERIPLUS_TEST_STORE"

func TestMain(m *testing.M) {
	if dir := os.Getenv(killedEnv); dir != "" {
		addForever(dir)
		return
	}
	if dir := os.Getenv(fullEnv); dir != "" {
		os.Exit(addWithoutRoom(dir))
	}
	os.Exit(m.Run())
}

// addForever adds, replaces and removes until it is killed.
func addForever(dir string) {
	store.Summarize() // two files for each entry
	s, err := store.Create(dir, store.Options{})
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	fmt.Println("ready")
	for i := 0; ; i++ {
		_, err := s.Add(ctx, reading(fmt.Sprint("source", i), many(20_000, 2022)), store.AddOptions{ID: "entry", Replace: true})
		if err == nil && i%3 == 2 {
			_, err = s.Remove(ctx, "entry")
		}
		if err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
	}
}

// fullEnv names the store for a program whose files may not grow.
const fullEnv = "PERIPLUS_TEST_FULL"

// addWithoutRoom adds while no file may have more than 64 KB, as on a full disk.
// The exit status is 0 where that was an error.
func addWithoutRoom(dir string) int {
	signal.Ignore(syscall.SIGXFSZ)
	s, err := store.Open(dir, store.Options{})
	if err != nil {
		fmt.Println(err)
		return 1
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 64 << 10, Max: 64 << 10}); err != nil {
		fmt.Println(err)
		return 1
	}
	if _, err = s.Add(ctx, reading("big", many(300_000, 2023)), store.AddOptions{}); err == nil {
		fmt.Println("the entry was added")
		return 1
	}
	fmt.Println(err)
	return 0
}

// TestStore_Full: where files cannot grow, adding is an error that says so, and
// the store stays as it was.
func TestStore_Full(t *testing.T) {
	s := create(t, store.Options{})
	add(t, s, "made-up", many(100, 2022))
	before := names(t, s)
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), fullEnv+"="+s.Dir())
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "too large") {
		t.Errorf("got %s, %v", out, err)
	}
	if after := names(t, s); !slices.Equal(after, before) {
		t.Errorf("got %v, want %v", after, before)
	}
	if n, err := s.Verify(ctx); err != nil || n != 1 {
		t.Errorf("got %d, %v", n, err)
	}
}

// TestStore_Killed kills a program that adds to a store at 60 random moments
// (10 with -short). The next one finds every entry of the catalogue whole and
// nothing else, and can go on.
func TestStore_Killed(t *testing.T) {
	times := 60
	if testing.Short() {
		times = 10
	}
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(1, 2))
	seen := map[int]int{}
	for range times {
		cmd := exec.Command(os.Args[0], "-test.run=^$")
		cmd.Env = append(os.Environ(), killedEnv+"="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ready := make([]byte, len("ready\n"))
		if _, err := io.ReadFull(out, ready); err != nil || string(ready) != "ready\n" {
			t.Fatalf("got %q, %v", ready, err)
		}
		time.Sleep(time.Duration(random.Int64N(int64(120 * time.Millisecond))))
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		rest, _ := io.ReadAll(out)
		_ = cmd.Wait()
		if strings.Contains(string(rest), "error") {
			t.Fatalf("the program failed by itself: %s", rest)
		}
		s, err := store.Open(dir, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		n, err := s.Verify(ctx)
		if err != nil {
			t.Fatal(err)
		}
		seen[n]++
		if files := names(t, s); len(files) != 2+2*n {
			t.Fatalf("%d entries and the files %v", n, files)
		}
	}
	if !testing.Short() && (seen[0] == 0 || seen[1] == 0) {
		t.Logf("the moments were not varied: %v", seen)
	}
}

//go:build unix

package main

import (
	"errors"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// A build that the user stops leaves a whole output, at whatever moment, and
// the next build leaves nothing beside it.
func TestBuild_Interrupted(t *testing.T) {
	dir := t.TempDir()
	command := func(args ...string) *exec.Cmd {
		c := exec.Command("periplus", args...)
		c.Dir = dir
		return c
	}
	if out, err := command("build").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	stopped := 0
	for i := range 12 {
		build := command("build", "--lang", []string{"en", "fr"}[i%2])
		if err := build.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(i*16) * time.Millisecond)
		_ = build.Process.Signal(syscall.SIGINT)
		if err := build.Wait(); err != nil {
			stopped++
			// Before the program listens, the system ends it.
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != exitFailed && exit.ExitCode() != -1 {
				t.Errorf("after %d ms: %v", i*16, err)
			}
		}
		if out, err := command("verify", "out").CombinedOutput(); err != nil {
			t.Fatalf("after %d ms: %v\n%s", i*16, err, out)
		}
	}
	if stopped == 0 {
		t.Error("no build was stopped; the test proves nothing")
	}
	if out, err := command("build").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	left, err := filepath.Glob(filepath.Join(dir, ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left %q, %v", left, err)
	}
}

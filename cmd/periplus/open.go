package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data"
)

// errInterrupted says that the user stopped the work.
var errInterrupted = errors.New("interrupted; nothing was written")

// opener is the program that shows a file on this system, with its arguments
// before the file.
func opener(system string) []string {
	switch system {
	case "darwin":
		return []string{"open"}
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler"}
	}
	return []string{"xdg-open"}
}

// showFile opens a file with the system's program for it.
func (a *app) showFile(name string) error {
	full, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	command := append(opener(runtime.GOOS), full)
	if err := a.start(command[0], command[1:]...); err != nil {
		return fmt.Errorf("cannot show %s: %w; open the file by hand", name, err)
	}
	return nil
}

// showTemporary shows a picture for which no file was asked. The file stays,
// since the program that shows it may read it late.
func (a *app) showTemporary(picture *charts.Picture) error {
	f, err := os.CreateTemp("", "periplus-*.svg")
	if err != nil {
		return err
	}
	_, err = f.Write(picture.SVG())
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("cannot write %s: %w", f.Name(), data.WithoutPath(err))
	}
	a.say("wrote %s", f.Name())
	return a.showFile(f.Name())
}

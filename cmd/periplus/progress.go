package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/periplus-data/periplus/data/file"
)

// progressAfter is how long work lasts before a terminal shows its progress.
const progressAfter = time.Second

// working shows on a terminal that work goes on, once it has lasted a second.
// The function that it returns ends it and leaves no trace.
func (a *app) working(what string) (done func()) {
	if !a.isTerminal(a.err) {
		return func() {}
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		select {
		case <-stop:
			return
		case <-time.After(progressAfter):
		}
		bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(a.err), progressbar.OptionSetDescription("periplus: "+what),
			progressbar.OptionSpinnerType(14), progressbar.OptionClearOnFinish(), progressbar.OptionSetElapsedTime(true))
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				_ = bar.Finish()
				return
			case <-tick.C:
				_ = bar.Add(1)
			}
		}
	}()
	return func() {
		close(stop)
		<-stopped
	}
}

// counting returns a function that shows on a terminal how many of total rows
// are done, with the rate and the time left, once the work has lasted a
// second, and one that ends it. A total of 0 is not known.
func (a *app) counting(what string) (progress func(rows, total int64), done func()) {
	if !a.isTerminal(a.err) {
		return func(int64, int64) {}, func() {}
	}
	bar := progressbar.NewOptions64(-1, progressbar.OptionSetWriter(&lateWriter{a.err, time.Now().Add(progressAfter)}),
		progressbar.OptionSetDescription("periplus: "+what), progressbar.OptionShowCount(), progressbar.OptionShowIts(),
		progressbar.OptionSetItsString("rows"), progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish(),
		progressbar.OptionUseANSICodes(true))
	var last time.Time
	progress = func(rows, total int64) {
		now := time.Now()
		if now.Sub(last) < 100*time.Millisecond {
			return
		}
		last = now
		if total > 0 && bar.GetMax64() != total {
			bar.ChangeMax64(max(total, rows+1)) // an estimate does not end the bar
		}
		_ = bar.Set64(rows)
	}
	return progress, func() { _ = bar.Finish() }
}

// lateWriter lets nothing through before a time: what is done in a second needs
// no bar, and the rate of a longer work counts from its beginning.
type lateWriter struct {
	w    io.Writer
	from time.Time
}

// Write is part of io.Writer.
func (l *lateWriter) Write(p []byte) (int, error) {
	if time.Now().Before(l.from) {
		return len(p), nil
	}
	return l.w.Write(p)
}

// rowsOf estimates how many rows a file has, of which rows have been read.
func rowsOf(f *file.File, rows int64) int64 {
	if at := f.Position(); at > 0 && f.Size > 0 {
		return int64(float64(rows) / float64(at) * float64(f.Size))
	}
	return 0
}

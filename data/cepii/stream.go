package cepii

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"

	"github.com/periplus-data/periplus/data"
)

// maxLine bounds the line that a block must hold. A line of BACI has 60 bytes.
const maxLine = 1 << 20

// block is a run of whole lines of a file. Each ends with end, also the last
// one of a file that does not.
type block struct {
	text []byte
	line int  // number of the first line
	end  byte // what ends a line
	cut  bool // the last line of the file has no line end
}

// line returns the line that begins at text[at:] without its end, and the place
// of the next one.
func (b *block) lineAt(at int) (line []byte, next int) {
	n := bytes.IndexByte(b.text[at:], b.end)
	line = b.text[at : at+n]
	if n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	return line, at + n + 1
}

// blockReader cuts a text into blocks.
type blockReader struct {
	file string
	r    io.Reader
	size int
	line int // of the next block
	end  byte
	rest []byte // begin of a line that the last block did not hold
	pool chan []byte
}

func newBlockReader(file string, r io.Reader, size int) *blockReader {
	return &blockReader{file: file, r: r, size: size, line: 1, pool: make(chan []byte, 2*runtime.GOMAXPROCS(0))}
}

// next returns the next block, and io.EOF after the last one. The block is
// given back with free.
func (b *blockReader) next() (block, error) {
	var buf []byte
	select {
	case buf = <-b.pool:
	default:
	}
	buf = append(buf[:0], b.rest...)
	b.rest = nil
	for {
		if free := b.size - len(buf)%b.size; cap(buf)-len(buf) < free {
			grown := make([]byte, len(buf), len(buf)+b.size)
			copy(grown, buf)
			buf = grown
		}
		n, err := io.ReadFull(b.r, buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		ended := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !ended {
			return block{}, err
		}
		if b.end == 0 {
			b.end = lineEnd(buf)
		}
		last := bytes.LastIndexByte(buf, b.end)
		switch {
		case ended && len(buf) == 0:
			return block{}, io.EOF
		case ended:
			return b.block(buf, len(buf)), nil
		case last >= 0:
			return b.block(buf, last+1), nil
		case len(buf) > maxLine:
			return block{}, &data.ParseError{File: b.file, Line: b.line,
				Err: fmt.Errorf("the line is longer than 1 MB; a row of BACI has 60 characters, so this is another file or a damaged one")}
		}
	}
}

// lineEnd returns what ends the lines of a text: a line feed, or a carriage
// return where there is none.
func lineEnd(text []byte) byte {
	if bytes.IndexByte(text, '\n') < 0 && bytes.IndexByte(text, '\r') >= 0 {
		return '\r'
	}
	return '\n'
}

func (b *blockReader) block(buf []byte, n int) block {
	if n < len(buf) {
		b.rest = bytes.Clone(buf[n:])
	}
	out := block{text: buf[:n], line: b.line, end: b.end, cut: n > 0 && buf[n-1] != b.end}
	if out.cut {
		out.text = append(out.text, b.end)
	}
	b.line += bytes.Count(out.text, []byte{b.end})
	return out
}

// free gives the memory of a block back.
func (b *blockReader) free(k block) {
	select {
	case b.pool <- k.text:
	default:
	}
}

// eachBlock reads r to its end, works on the blocks on all processors, and
// consumes the results in the order of the file, so that they do not depend on
// the number of processors. work is told which worker it is, from 0. It ends
// early where consume returns false. The error is one of reading.
func eachBlock[T any](r *blockReader, work func(worker int, b block) T, consume func(T) bool) error {
	type job struct {
		b   block
		out chan T
	}
	workers := runtime.GOMAXPROCS(0)
	jobs, order, stop := make(chan job), make(chan job, workers), make(chan struct{})
	var failure error
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(order)
		defer close(jobs)
		for {
			b, err := r.next()
			if err != nil {
				if !errors.Is(err, io.EOF) {
					failure = err
				}
				return
			}
			j := job{b, make(chan T, 1)}
			select {
			case jobs <- j:
				order <- j
			case <-stop:
				return
			}
		}
	})
	for w := range workers {
		wg.Go(func() {
			for j := range jobs {
				j.out <- work(w, j.b)
				r.free(j.b)
			}
		})
	}
	going := true
	end := func() {
		if going {
			going = false
			close(stop)
		}
		for range order { // workers never wait for a result to be taken
		}
		wg.Wait()
	}
	defer end() // also where consume panics
	for j := range order {
		if !consume(<-j.out) {
			break
		}
	}
	end()
	return failure
}

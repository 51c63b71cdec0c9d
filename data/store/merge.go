package store

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"unsafe"

	"github.com/periplus-data/periplus/data"
)

// sorter sorts flows. What goes beyond its memory waits in temporary files.
type sorter struct {
	dictionary
	rows    rows
	maxRows int    // in memory
	words   int64  // most bytes of the dictionary
	folder  string // of the temporary files, made when the first is needed
	runs    []run
	total   int
}

// run is a temporary file of sorted rows.
type run struct {
	file *os.File
	rows int
}

// Shares of the memory limit. A row in memory needs packedBytes, 8 + 8 bytes of
// sort keys and 4 of order; what is left is for the dictionary, the blocks
// being written and the garbage collector.
const (
	rowMemory  = int64(packedBytes) + 20
	rowShare   = 55 // percent
	wordsShare = 20 // percent
)

func newSorter(memory int64, folder string) *sorter {
	return &sorter{maxRows: int(memory * rowShare / 100 / rowMemory), words: memory * wordsShare / 100, folder: folder}
}

// add takes one flow.
func (s *sorter) add(f *data.Flow) error {
	p, err := s.pack(f)
	if err != nil {
		return err
	}
	s.rows.add(p)
	s.total++
	if s.rows.n < s.maxRows {
		return nil
	}
	if n := s.bytes(); n > s.words {
		return fmt.Errorf("the codes, flags and notes of the first %d rows alone take %d MB; allow more memory", s.total, n>>20)
	}
	return s.spill()
}

// spill sorts the rows in memory and writes them to a temporary file.
func (s *sorter) spill() error {
	p := s.places()
	file, err := os.Create(filepath.Join(s.folder, fmt.Sprintf("run-%d", len(s.runs))))
	if err != nil {
		return err
	}
	s.runs = append(s.runs, run{file: file, rows: s.rows.n})
	w := bufio.NewWriterSize(file, 1<<20)
	for _, i := range s.rows.sorted(&p) {
		if _, err := w.Write(asBytes(s.rows.at(i))); err != nil {
			return err
		}
	}
	s.rows.empty()
	return w.Flush()
}

// asBytes is a packed row as it lies in memory: the file is read again by the
// program that wrote it.
func asBytes(p *packed) []byte { return (*[packedBytes]byte)(unsafe.Pointer(p))[:] }

// close deletes the temporary files.
func (s *sorter) close() {
	for _, r := range s.runs {
		r.file.Close()
		os.Remove(r.file.Name())
	}
}

// blocks yields all rows in their order, in blocks of n; the last may have
// fewer. Every block is the caller's.
func (s *sorter) blocks(ctx context.Context, n int, yield func([]packed) error) error {
	if len(s.runs) == 0 {
		return s.memoryBlocks(ctx, n, yield)
	}
	if s.rows.n > 0 {
		if err := s.spill(); err != nil {
			return err
		}
	}
	s.rows = rows{}
	return s.mergedBlocks(ctx, n, yield)
}

func (s *sorter) memoryBlocks(ctx context.Context, n int, yield func([]packed) error) error {
	p := s.places()
	order := s.rows.sorted(&p)
	for len(order) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		block := make([]packed, min(n, len(order)))
		for i := range block {
			block[i] = *s.rows.at(order[i])
		}
		order = order[len(block):]
		if err := yield(block); err != nil {
			return err
		}
	}
	return nil
}

// head is the next row of a run.
type head struct {
	key  key
	row  packed
	run  int
	left int
	r    *bufio.Reader
}

// before orders heads; of equal rows the one that came first is in the earlier
// run.
func (h *head) before(o *head) bool {
	if c := h.key.compare(o.key); c != 0 {
		return c < 0
	}
	return h.run < o.run
}

// next reads the next row of the run. It reports whether there was one.
func (h *head) next(p *places) (bool, error) {
	if h.left == 0 {
		return false, nil
	}
	h.left--
	if _, err := io.ReadFull(h.r, asBytes(&h.row)); err != nil {
		return false, fmt.Errorf("cannot read a temporary file back: %w", err)
	}
	h.key = p.key(&h.row)
	return true, nil
}

// mergeBuffer is how much of each run is read at a time.
const mergeBuffer = 256 << 10

func (s *sorter) mergedBlocks(ctx context.Context, n int, yield func([]packed) error) error {
	p := s.places()
	var heap []*head
	for i, r := range s.runs {
		if _, err := r.file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		h := &head{run: i, left: r.rows, r: bufio.NewReaderSize(r.file, mergeBuffer)}
		if ok, err := h.next(&p); err != nil {
			return err
		} else if ok {
			heap = append(heap, h)
		}
	}
	for i := len(heap)/2 - 1; i >= 0; i-- {
		sink(heap, i)
	}
	block := make([]packed, 0, n)
	for len(heap) > 0 {
		block = append(block, heap[0].row)
		ok, err := heap[0].next(&p)
		if err != nil {
			return err
		}
		if !ok {
			heap[0] = heap[len(heap)-1]
			heap = heap[:len(heap)-1]
		}
		sink(heap, 0)
		if len(block) == n || len(heap) == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := yield(block); err != nil {
				return err
			}
			block = make([]packed, 0, n)
		}
	}
	return nil
}

// sink moves the head at i down to its place: container/heap would call three
// methods through an interface for every row.
func sink(heap []*head, i int) {
	for {
		child := 2*i + 1
		if child >= len(heap) {
			return
		}
		if child+1 < len(heap) && heap[child+1].before(heap[child]) {
			child++
		}
		if !heap[child].before(heap[i]) {
			return
		}
		heap[i], heap[child] = heap[child], heap[i]
		i = child
	}
}

package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data/locale"
)

// lockFile stands beside report.md.
const lockFile = "report.lock"

// stagedLock is where a new lock waits until the output is written.
const stagedLock = ".report.lock.new"

// stageLock writes a new lock beside its place, or nothing where content is
// nil, and cleans up what an interrupted build left there. It does not follow a
// link, which could lead to an input.
func (in *Input) stageLock(content []byte) error {
	in.dropLock()
	if content == nil {
		return nil
	}
	f, err := in.root.OpenFile(stagedLock, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if err := writeAndClose(f, content); err != nil {
		in.dropLock()
		return err
	}
	return nil
}

func (in *Input) dropLock() {
	if in.root != nil {
		in.root.Remove(stagedLock)
	}
}

// putLock puts the staged lock in its place. Another build of the same report
// may have done so; it wrote the same.
func (in *Input) putLock(content []byte) error {
	if content == nil {
		return nil
	}
	err := in.root.Rename(stagedLock, lockFile)
	if err != nil {
		if now, reading := in.read(lockFile); reading == nil && bytes.Equal(now, content) {
			return nil
		}
	}
	return err
}

// lock is what a report showed when it was last accepted: the inputs that its
// numbers came from, and each number as printed, by language and key.
type lock struct {
	Inputs  map[string]fileHash                   `json:"inputs"`
	Numbers map[locale.Language]map[string]string `json:"numbers"`
}

// Change is one thing that differs from report.lock.
type Change struct {
	Language string // of the text that shows it; "" for an input
	What     string // path of an input, or key of a number
	Was, Now string
}

// String writes a change on one line.
func (c Change) String() string {
	if c.Language == "" {
		return fmt.Sprintf("input %s changed: SHA-256 %s, was %s", c.What, c.Now, c.Was)
	}
	// Not %q, which would spell out the no-break spaces of amounts.
	return fmt.Sprintf(`%s (%s): was "%s", is "%s"`, c.What, c.Language, c.Was, c.Now)
}

// LockError says that a report would not show what its lock holds.
type LockError struct {
	Lock    string // path of the lock
	Changes []Change
}

// Error lists every change, one a line.
func (e *LockError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "the report differs from %s; nothing was built", e.Lock)
	for _, c := range e.Changes {
		b.WriteString("\n  " + c.String())
	}
	b.WriteString("\nlook at the changes, then accept them with --accept")
	return b.String()
}

func newLock(all []*evaluation) lock {
	k := lock{Inputs: map[string]fileHash{}, Numbers: map[locale.Language]map[string]string{}}
	for _, e := range all {
		maps.Copy(k.Inputs, e.s.inputs)
		shown := map[string]string{}
		for _, n := range e.numbers {
			shown[n.key] = n.text
		}
		k.Numbers[e.l] = shown
	}
	return k
}

// bytes returns the lock as it is written: JSON with sorted keys.
func (k lock) bytes() []byte { return indentedJSON(k) }

// indentedJSON writes v for people to read, without escaping what is safe in a
// file.
func indentedJSON(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic("report: cannot write JSON: " + err.Error())
	}
	return b.Bytes()
}

// changes lists the inputs that differ and the numbers whose printed text
// differs. An input that is read, or a number that is shown, for the first time
// or no longer follows from an edit of the text and is not a change.
func (k lock) changes(now lock) []Change {
	var out []Change
	for _, name := range slices.Sorted(maps.Keys(now.Inputs)) {
		was, known := k.Inputs[name]
		if is := now.Inputs[name]; known && was != is {
			out = append(out, Change{What: name, Was: was.SHA256, Now: is.SHA256})
		}
	}
	for _, l := range slices.Sorted(maps.Keys(now.Numbers)) {
		for _, key := range slices.Sorted(maps.Keys(now.Numbers[l])) {
			was, known := k.Numbers[l][key]
			if is := now.Numbers[l][key]; known && was != is {
				out = append(out, Change{Language: string(l), What: key, Was: was, Now: is})
			}
		}
	}
	return out
}

// LockState says what a build did with report.lock.
type LockState string

// The states.
const (
	LockKept     LockState = "unchanged"
	LockNew      LockState = "written for the first time"
	LockExtended LockState = "updated for an edited text"
	LockAccepted LockState = "accepted with changes"
)

// checkLock holds what is shown now against the lock beside the report. It
// returns the lock to be written, or nil where it stays as it is.
func (in *Input) checkLock(now lock, accept bool) ([]byte, LockState, error) {
	raw, err := in.read(lockFile)
	if errors.Is(err, fs.ErrNotExist) {
		return now.bytes(), LockNew, nil
	}
	if err != nil {
		return nil, "", fmt.Errorf("%s cannot be read: %w", in.path(lockFile), err)
	}
	if bytes.Equal(raw, now.bytes()) {
		return nil, LockKept, nil
	}
	var old lock
	if err := json.Unmarshal(raw, &old); err != nil {
		if accept {
			return now.bytes(), LockAccepted, nil
		}
		return nil, "", fmt.Errorf("%s cannot be read (%w); restore it, or write a new one with --accept", in.path(lockFile), err)
	}
	changes := old.changes(now)
	if len(changes) > 0 && !accept {
		return nil, "", &LockError{Lock: in.path(lockFile), Changes: changes}
	}
	if len(changes) == 0 {
		return now.bytes(), LockExtended, nil
	}
	return now.bytes(), LockAccepted, nil
}

package sipri

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// reply is what the database's own service answers: a CSV file in base64, as
// from a request for a register, or as text, as from one for a TIV table.
type reply struct {
	Bytes  *string `json:"bytes"`
	Result *string `json:"result"`
}

var errNoFile = errors.New("is a JSON object without the file that SIPRI's service sends under \"bytes\" or \"result\"")

// readReply returns the text of the file within a reply.
func readReply(f *file.File) (string, error) {
	text, err := load(f)
	if err != nil {
		return "", err
	}
	refuse := func(err error) (string, error) { return "", &data.ParseError{File: f.Name, Err: err} }
	var r reply
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return refuse(fmt.Errorf("cannot be read as a reply of SIPRI's service: %w", err))
	}
	switch {
	case r.Bytes != nil:
		b, err := base64.StdEncoding.DecodeString(strings.TrimSpace(*r.Bytes))
		if err != nil {
			return refuse(fmt.Errorf("\"bytes\" is not base64, it may be cut off: %w", err))
		}
		return lineFeeds(decode(b)), nil
	case r.Result != nil:
		return lineFeeds(strings.TrimPrefix(*r.Result, "\ufeff")), nil
	}
	return refuse(errNoFile)
}

// decode reads bytes as UTF-8, or as Windows-1252, in which SIPRI writes its
// classic registers.
func decode(b []byte) string {
	text := strings.TrimPrefix(string(b), "\ufeff")
	if utf8.ValidString(text) {
		return text
	}
	if western, err := charmap.Windows1252.NewDecoder().String(text); err == nil {
		return western
	}
	return text
}

// replyHead returns the beginning of the file within a reply of which only the
// beginning is known.
func replyHead(head string) (string, bool) {
	for _, key := range []string{`"bytes"`, `"result"`} {
		i := strings.Index(head, key)
		if i < 0 {
			continue
		}
		rest := strings.TrimLeft(head[i+len(key):], " \t\n\r")
		rest = strings.TrimLeft(strings.TrimPrefix(rest, ":"), " \t\n\r")
		if !strings.HasPrefix(rest, `"`) {
			continue
		}
		rest = rest[1:]
		if key == `"result"` {
			return unescapeHead(rest), true
		}
		if end := strings.IndexByte(rest, '"'); end >= 0 {
			rest = rest[:end]
		}
		b, err := base64.StdEncoding.DecodeString(rest[:len(rest)/4*4])
		if err != nil {
			return "", false
		}
		return decode(b), true
	}
	return "", false
}

// unescapeHead reads a JSON string that may be cut off.
func unescapeHead(s string) string {
	end := len(s)
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
		} else if s[i] == '"' {
			end = i
			break
		}
	}
	s = s[:end]
	for cut := 0; cut < 12 && cut <= len(s); cut++ { // an escape may be cut in the middle
		var out string
		if json.Unmarshal([]byte(`"`+s[:len(s)-cut]+`"`), &out) == nil {
			return strings.TrimPrefix(out, "\ufeff")
		}
	}
	return ""
}

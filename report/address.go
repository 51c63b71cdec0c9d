package report

import "regexp"

// plainAddress is an address that neither HTML nor Markdown can mistake.
var plainAddress = regexp.MustCompile("^https?://[^\\x00-\\x20\\x7f-\\x{10ffff}<>\"'`\\\\]+$")

// webAddress returns the address of a source where it can be a link, in HTML
// and in Markdown, or "".
func webAddress(url string) string {
	if !plainAddress.MatchString(url) {
		return ""
	}
	return url
}

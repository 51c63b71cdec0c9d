package store

// Summarize gives every entry a summary, which else only big ones get, until
// the returned function is called.
func Summarize() (restore func()) {
	rows, share := summaryRows, summaryShare
	summaryRows, summaryShare = 1, 1
	return func() { summaryRows, summaryShare = rows, share }
}

package store

// SetSummaryRows changes from how many rows on an entry gets a summary, for
// tests, and returns what it was.
func SetSummaryRows(n int) int {
	old := summaryRows
	summaryRows = n
	return old
}

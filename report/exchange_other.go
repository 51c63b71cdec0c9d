//go:build !linux && !darwin

package report

import "errors"

// exchange is not to be had here; swap renames twice instead.
func exchange(a, b string) error { return errors.ErrUnsupported }

package data

import (
	"errors"
	"fmt"
)

// FieldError is an error in one named field of a record, without the place of
// the record; a reader adds file, line and column.
type FieldError struct {
	Field string // column name
	Value string // as written
	Err   error  // what is wrong and what would be right
}

// Error is the field and what is wrong with it.
func (e *FieldError) Error() string { return e.Field + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *FieldError) Unwrap() error { return e.Err }

func wrong(field, value, format string, args ...any) error {
	return &FieldError{Field: field, Value: value, Err: fmt.Errorf(format, args...)}
}

// check finds every contradiction within a statement.
func (s Statement) check(floor, limit Number) error {
	if _, err := ParseBound(string(s.Bound)); err != nil {
		return &FieldError{Field: "bound", Value: string(s.Bound), Err: err}
	}
	switch s.Bound {
	case BoundVague:
		return s.checkEmpty()
	case BoundDirection:
		return errors.Join(s.checkEmpty(), s.checkDirection())
	case BoundRange:
		return errors.Join(s.checkEmpty(), s.checkRange(floor, limit))
	}
	if s.Unit == "" {
		return wrong("unit", "", "a bound of %s needs a unit", s.Bound)
	}
	if s.Unit == DateUnit {
		return s.checkDate()
	}
	return errors.Join(s.checkValue(floor, limit), s.checkStep())
}

func (s Statement) checkEmpty() error {
	var problems []error
	if s.Value.IsSet() || s.Date.IsSet() {
		problems = append(problems, wrong("value", s.Value.String()+s.Date.String(), "a bound of %s has no single value; leave it empty", s.Bound))
	}
	if s.Step.IsSet() {
		problems = append(problems, wrong("step", s.Step.String(), "a bound of %s has no last printed digit; leave it empty", s.Bound))
	}
	return errors.Join(append(problems, s.checkUnrounded())...)
}

func (s Statement) checkDirection() error {
	r := s.Range
	if r.Low.IsSet() == r.High.IsSet() || r.Low.Sign() != 0 || r.High.Sign() != 0 {
		return wrong("bound", string(s.Bound), "a direction has 0 as its low end (up) or its high end (down), and the other end empty")
	}
	return nil
}

func (s Statement) checkRange(floor, limit Number) error {
	r := s.Range
	if !r.Low.IsSet() || !r.High.IsSet() {
		return wrong("bound", string(s.Bound), "a range needs low and high")
	}
	if s.Unit == "" || s.Unit == DateUnit {
		return wrong("unit", string(s.Unit), "a range needs a unit of amounts")
	}
	if r.Low.Cmp(r.High) > 0 {
		return wrong("low", r.Low.String(), "low is above high (%s)", r.High)
	}
	return errors.Join(within("low", r.Low, floor, limit), within("high", r.High, floor, limit))
}

func (s Statement) checkDate() error {
	if !s.Date.IsSet() || s.Value.IsSet() {
		return wrong("value", s.Value.String(), "a date is written as 2022, 2022-12 or 2022-12-31")
	}
	if s.Bound != BoundExact {
		return wrong("bound", string(s.Bound), "a date is exact at its own precision, or vague")
	}
	return s.checkStep()
}

func (s Statement) checkValue(floor, limit Number) error {
	if !s.Value.IsSet() {
		return wrong("value", "", "a bound of %s needs a value; a statement without a number is vague or direction", s.Bound)
	}
	if s.Unit.IsWhole() && !s.Value.IsInt() {
		return wrong("value", s.Value.String(), "%s is not whole, but the unit is %s", s.Value, s.Unit)
	}
	return within("value", s.Value, floor, limit)
}

func within(field string, v, floor, limit Number) error {
	if floor.IsSet() && v.Cmp(floor) < 0 {
		return wrong(field, v.String(), "%s is below the floor of its measure, %s", v, floor)
	}
	if limit.IsSet() && v.Cmp(limit) > 0 {
		return wrong(field, v.String(), "%s is above the cap of its measure, %s", v, limit)
	}
	return nil
}

func (s Statement) checkStep() error {
	rounded := s.Bound == BoundExact && s.Unit.IsMeasured()
	if rounded && s.Step.Sign() <= 0 {
		return wrong("step", s.Step.String(), "an exact measurement needs a positive step, the unit of its last printed digit")
	}
	if s.Step.IsSet() && s.Step.Sign() <= 0 {
		return wrong("step", s.Step.String(), "%s is not positive; write the unit of the last printed digit, as 0.1, or leave it empty", s.Step)
	}
	if !s.Unit.IsMeasured() && s.Step.IsSet() {
		return wrong("step", s.Step.String(), "a %s is exact and has no step; leave it empty", s.Unit)
	}
	if rounded {
		_, err := oneOf("rounding", s.Rounding, Roundings)
		if err != nil {
			return &FieldError{Field: "rounding", Value: string(s.Rounding), Err: err}
		}
		return nil
	}
	return s.checkUnrounded()
}

func (s Statement) checkUnrounded() error {
	if s.Rounding != RoundingNone {
		return wrong("rounding", string(s.Rounding), "only an exact measurement is rounded; leave it empty")
	}
	return nil
}

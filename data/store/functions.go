//go:build cgo && duckdb

package store

import (
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// kind says what a function does to the result of a statement.
type kind int

const (
	exact   kind = iota // the same whatever the order of rows and threads
	inexact             // gives a binary fraction, whose sums depend on their order
	ordered             // depends on the order in which rows come
)

// functions are the functions and operators that a statement may call. What is
// not in the list is refused: a later engine may bring functions that read files
// or differ from run to run.
var functions = func() map[string]kind {
	m := map[string]kind{}
	for _, list := range []struct {
		kind  kind
		names string
	}{
		{exact, `+ - * // % & | ~ << >> || ~~ !~~ ~~* !~~* ~~~ ^@ add subtract multiply mod abs sign greatest least gcd lcm round ceil ceiling floor trunc
			isnan isinf isfinite lower upper lcase ucase length len strlen char_length character_length left right substr substring trim ltrim rtrim lpad rpad
			replace reverse concat concat_ws contains starts_with ends_with prefix suffix position strpos instr split_part string_split str_split
			regexp_matches regexp_full_match regexp_extract regexp_extract_all regexp_replace translate ascii chr unicode strip_accents nfc_normalize
			like_escape ilike_escape not_like_escape not_ilike_escape levenshtein md5 sha256 typeof nullif constant_or_null
			year month day quarter week isoyear date_part datepart date_trunc datetrunc date_diff datediff date_sub datesub make_date last_day
			monthname dayname strftime strptime try_strptime to_years to_months to_days
			list_value array_value list_extract array_extract list_contains array_contains list_has array_has list_min list_max list_count list_sort array_sort
			list_distinct array_distinct array_length list_slice array_slice list_transform list_apply list_filter array_to_string struct_pack struct_extract row
			grouping count count_star count_if countif sum sum_no_overflow min max bool_and bool_or range generate_series unnest`},
		{inexact, `/ ** ^ pow power exp ln log log2 log10 sqrt cbrt pi degrees radians sin cos tan asin acos atan atan2 fdiv fmod divide jaccard
			jaro_similarity jaro_winkler_similarity list_sum list_avg`},
		{ordered, `avg mean median mode quantile quantile_cont quantile_disc stddev stddev_pop stddev_samp var_pop var_samp variance corr covar_pop covar_samp
			regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy skewness kurtosis mad sem product geomean
			geometric_mean wavg weighted_avg fsum kahan_sum sumkahan favg first last any_value arbitrary string_agg listagg group_concat list array_agg
			arg_max arg_min argmax argmin max_by min_by row_number rank dense_rank rank_dense percent_rank cume_dist ntile lag lead first_value last_value nth_value`},
	} {
		for _, name := range strings.Fields(list.names) {
			m[name] = list.kind
		}
	}
	return m
}()

// tableFunctions are those of functions that may stand after FROM.
var tableFunctions = map[string]bool{"range": true, "generate_series": true, "unnest": true}

// valueFunctions are functions that SQL writes like columns.
var valueFunctions = map[string]bool{"current_date": true, "current_time": true, "current_timestamp": true, "localtime": true, "localtimestamp": true,
	"current_catalog": true, "current_schema": true, "current_database": true, "current_user": true, "current_role": true, "session_user": true, "user": true}

// refusal says why a function is refused, in the words of its kind.
func refusal(name string) error {
	has := func(parts ...string) bool {
		for _, p := range parts {
			if strings.HasPrefix(name, p) {
				return true
			}
		}
		return false
	}
	switch {
	case valueFunctions[name], has("now", "today", "random", "setseed", "uuid", "gen_random", "nextval", "currval", "get_current", "transaction_timestamp", "current_local", "txid", "age", "ago", "reservoir", "approx", "sleep", "pg_sleep"):
		return fmt.Errorf("%s differs from run to run and is refused; write the value that you mean", name)
	case has("read_", "glob", "parquet_", "sniff", "seq_scan", "arrow_", "write_", "query", "json_execute"):
		return fmt.Errorf("%s reads files or runs other statements and is refused; name the file as a source instead", name)
	case has("current_", "getenv", "getvariable", "pragma_", "duckdb_", "version", "pg_", "has_", "in_search", "which_", "enable_", "disable_", "checkpoint", "force_"):
		return fmt.Errorf("%s tells about settings or the engine and is refused", name)
	case name == "repeat", name == "printf", name == "format", has("bar"):
		return fmt.Errorf("%s can make texts without end and is refused", name)
	}
	names := make([]string, 0, len(functions))
	for n := range functions {
		if len(n) > 1 {
			names = append(names, n)
		}
	}
	return fmt.Errorf("%s is no function that a query may call%s", name, data.Suggest(name, names))
}

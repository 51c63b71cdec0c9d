// Package worldbank reads what the World Bank hands out: indicators as WDI and
// DataBank export them, and trade by partner as WITS exports it.
//
// A file is recognised by its header, wherever it stands, in a text or in a
// sheet of a workbook; all vintages and layouts of a family go through one
// reader. Indicators have no flow code and no partner: the reporter is the
// country, the product the indicator's code, the classification WDI. Groups of
// countries among the countries are marked (data.Flow.Aggregate), so that they
// enter no sum that does not name them.
//
// What stands for a missing value is in [MissingIndicator] and [MissingTrade];
// anything else that cannot be read is a *data.ParseError with its place.
package worldbank

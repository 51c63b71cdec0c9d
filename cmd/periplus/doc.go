// Periplus turns the figures of articles and data sets into comparisons, charts
// and reports that keep bounds and sources.
//
// Every figure that it carries, as its source states it:
//
//	$ periplus figures vn-ru-trade-2022 vn-ru-arms-share-1995-2023
//	Figure                      Amount         Period     Source
//	vn-ru-trade-2022            $3.5bn         2022       vietnam-visit-2024
//	vn-ru-arms-share-1995-2023  more than 80%  1995–2023  vietnam-visit-2024
//
// A comparison keeps what the printed words and digits leave open:
//
//	$ periplus compare ratio vn-cn-trade-2022 vn-ru-trade-2022
//	ratio    50 (49–51), from rounding
//	formula  vn-cn-trade-2022 ÷ vn-ru-trade-2022
//	note     bounds from rounding (nearest)
//
//	$ periplus compare complement vn-ru-arms-share-1995-2023 --format csv
//	operation,of,to,value,low,high,unit,low_open,high_open,formula,note,verdict,of_name,to_name,source
//	complement,vn-ru-arms-share-1995-2023,,,0,20,percent,false,true,100 − vn-ru-arms-share-1995-2023,"bounds from ""more than"" in vn-ru-arms-share-1995-2023",,Russia,,"Vladimir Poutine propose un ""cadre de sécurité"" de collaboration avec le Viêt Nam"
//
// A figure is held against official data: files of SIPRI, UN Comtrade, CEPII,
// the World Bank and national offices, or a store of them (docs/data.md):
//
//	$ periplus check no-cl-arms-share-2010-2023 --figures docs/example/figures --data docs/example/sipri-register-2025.csv
//	check     no-cl-arms-share-2010-2023: more than 60%, 2010–2023
//	answer    contradicted, 59.5%
//	…
//
// Charts come from figures, from any table, whose columns are found by their
// names and cells or named by flags, and from what other commands print:
//
//	$ periplus chart times --ids vn-cn-trade-2022,vn-us-trade-2022 --base vn-ru-trade-2022 --out times.svg
//	periplus: wrote times.svg
//	$ periplus chart line docs/example/office.csv --where Sens=ventes --where Pays=Norvège --out sales.svg
//	periplus: docs/example/office.csv: cells are separated by semicolons
//	periplus: docs/example/office.csv: line 1 stands above the names of the columns and is left out
//	periplus: docs/example/office.csv: line 2 stands above the names of the columns and is left out
//	periplus: docs/example/office.csv: columns: date is "Année", value is "Valeur"; say --x and --y to choose others
//	periplus: docs/example/office.csv: the decimal sign is a comma: "801,25" on line 4 has a decimal comma
//	periplus: wrote sales.svg
//	$ periplus factsheet --data docs/example/sipri-register-2025.csv --end 2023 --format csv | periplus chart dumbbell - > windows.svg
//	…
//
// Figures are held against official data, which are known by their content:
//
//	$ periplus check no-cl-arms-share-2010-2023 --figures docs/example/figures --data docs/example/sipri-register-2024.csv
//	…
//	$ periplus data diff docs/example/sipri-register-2024.csv docs/example/sipri-register-2025.csv --figures docs/example/figures
//	…
//
// Files of official data are described, converted and kept in a store by
// `periplus data`, and asked by `periplus factsheet` and `periplus query`.
// Wherever a file of data is named, a store, or an entry of one as STORE/ID, can
// stand too.
//
// A report is a folder that anybody can rebuild, byte for byte; the binary
// carries one:
//
//	$ periplus build --out report-out
//	…
//	$ periplus verify report-out --rebuild
//	…
//
// Results go to standard output, all else to standard error, each line of it
// beginning with "periplus:". A file named - is standard input.
//
// `periplus COMMAND --help` shows the flags of a command, and
// `periplus help exit-codes` what 0, 1, 2 and 3 mean.
package main

// Package quote reads what a few words of an article state: where they stand
// ([Find], [FindNear]), which sentence holds them ([Sentences]), and the number,
// unit, last printed digit and bound that they and the words around them give
// ([Read]). It knows French and English.
//
// It decides nothing that the words do not say. What it cannot read, or could
// read in two ways, is an error that names the words, and the caller supplies
// the value. Seven readings are conventions:
//
//   - "près de", "nearly" and "almost" are about, on either side of the number;
//   - so are "just under", "slightly less than", "un peu moins de", "just over",
//     "slightly more than" and "un peu plus de": near the number, which "less than"
//     and "more than" do not say;
//   - a round number word is about, as "une douzaine" or "a dozen", unless another
//     word bounds it: "plus d'une douzaine" is more than 12;
//   - a French billion is 10^12, an English one 10^9;
//   - "from 3 to 5" is a range, but behind a verb of change ("rose from 3 to 5") an
//     error, since it states two amounts;
//   - a fraction is about so many percent, to one decimal, unless another word bounds
//     it: "about two thirds" is 66.7% within a tenth of that, "two thirds" within a
//     twentieth, "at least three quarters" at least 75%; a bound has two decimals and
//     is rounded to the wide side: "more than two thirds" is more than 66.66%, "less than two thirds" less
//     than 66.67%;
//   - a count in millions, or "a hundred", is about, since nobody counts so many to
//     the last one.
package quote

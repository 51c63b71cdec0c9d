// Package quote reads what a few words of an article state: where they stand
// ([Find], [FindNear]), which sentence holds them ([Sentences]), and the number,
// unit, last printed digit and bound that they and the words around them give
// ([Read]). It knows French and English.
//
// It decides nothing that the words do not say. What it cannot read, or could
// read in two ways, is an error that names the words, and the caller supplies
// the value. Six readings are conventions:
//
//   - "près de", "nearly" and "almost" are about, on the wide side of the number;
//   - a round number word is about, as "une douzaine" or "a dozen", unless another
//     word bounds it: "plus d'une douzaine" is more than 12;
//   - a French billion is 10^12, an English one 10^9;
//   - "from 3 to 5" is a range, but behind a verb of change ("rose from 3 to 5") an
//     error, since it states two amounts;
//   - a fraction is about so many percent, to one decimal, unless another word bounds
//     it: "two thirds" is about 66.7%, "at least three quarters" at least 75%;
//   - a count in millions, or "a hundred", is about, since nobody counts so many to
//     the last one.
package quote

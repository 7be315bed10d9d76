//! What was not shown of an article, in words for a reader. Apart from the other sentences: they are needed only once
//! somebody asks.

use super::fill;
use crate::article::Loss;

/// One sentence for each kind of loss, in one language. `{what}` is the source's own name for it.
struct Losses {
    block: &'static str,
    markup: &'static str,
    style: &'static str,
    address: &'static str,
    pixel: &'static str,
    value: &'static str,
    deep: &'static str,
    many: &'static str,
    /// A sentence and how often it is meant.
    times: &'static str,
}

static EN: Losses = Losses {
    block: "A part of the kind {what} cannot be shown here. Its text is.",
    markup: "{what} was left out with everything in it.",
    style: "{what} is shown as plain text.",
    address: "A link or picture was left out, because its address is not allowed: {what}",
    pixel: "A picture of one pixel, which counts readers, was left out: {what}",
    value: "A part could not be read: {what}",
    deep: "Parts are nested so deeply that only their text is shown.",
    many: "There is more than can be shown. Parts left out: {what}",
    times: "{what} ({count} times)",
};

static DE: Losses = Losses {
    block: "Ein Teil der Art {what} lässt sich hier nicht zeigen. Sein Text schon.",
    markup: "{what} wurde mit allem, was darin steht, weggelassen.",
    style: "{what} wird als einfacher Text gezeigt.",
    address: "Ein Link oder Bild wurde weggelassen, weil seine Adresse nicht erlaubt ist: {what}",
    pixel: "Ein Bild von einem Pixel, das Leser zählt, wurde weggelassen: {what}",
    value: "Ein Teil ließ sich nicht lesen: {what}",
    deep: "Teile sind so tief verschachtelt, dass nur ihr Text gezeigt wird.",
    many: "Es gibt mehr, als gezeigt werden kann. Weggelassene Teile: {what}",
    times: "{what} ({count}-mal)",
};

static ES: Losses = Losses {
    block: "Una parte del tipo {what} no se puede mostrar aquí. Su texto, sí.",
    markup: "Se omitió {what} con todo lo que contiene.",
    style: "{what} se muestra como texto sin formato.",
    address: "Se omitió un enlace o una imagen porque su dirección no está permitida: {what}",
    pixel: "Se omitió una imagen de un píxel que cuenta lectores: {what}",
    value: "Una parte no se pudo leer: {what}",
    deep: "Hay partes anidadas a tanta profundidad que solo se muestra su texto.",
    many: "Hay más de lo que se puede mostrar. Partes omitidas: {what}",
    times: "{what} ({count} veces)",
};

static FR: Losses = Losses {
    block: "Une partie du type {what} ne peut pas être affichée ici. Son texte l’est.",
    markup: "{what} a été omis avec tout son contenu.",
    style: "{what} est affiché en texte simple.",
    address: "Un lien ou une image a été omis, car son adresse n’est pas autorisée : {what}",
    pixel: "Une image d’un pixel, qui compte les lecteurs, a été omise : {what}",
    value: "Une partie n’a pas pu être lue : {what}",
    deep: "Des parties sont imbriquées si profondément que seul leur texte est affiché.",
    many: "Il y a plus que ce qui peut être affiché. Parties omises : {what}",
    times: "{what} ({count} fois)",
};

static AR: Losses = Losses {
    block: "جزء من النوع {what} لا يمكن عرضه هنا، أما نصه فمعروض.",
    markup: "حُذف {what} بكل ما فيه.",
    style: "يُعرض {what} نصًا عاديًا.",
    address: "حُذف رابط أو صورة لأن العنوان غير مسموح به: {what}",
    pixel: "حُذفت صورة من بكسل واحد تَعُدّ القراء: {what}",
    value: "تعذرت قراءة جزء: {what}",
    deep: "أجزاء متداخلة بعمق شديد، فلا يُعرض إلا نصها.",
    many: "هناك أكثر مما يمكن عرضه. الأجزاء المحذوفة: {what}",
    times: "{what} (المرات: {count})",
};

static JA: Losses = Losses {
    block: "種類が {what} の部分はここでは表示できません。文章は表示しています。",
    markup: "{what} は中身ごと省きました。",
    style: "{what} は普通の文章として表示しています。",
    address: "アドレスが許可されていないため、リンクまたは画像を省きました: {what}",
    pixel: "読者を数えるための 1 ピクセルの画像を省きました: {what}",
    value: "読み取れない部分がありました: {what}",
    deep: "入れ子が深すぎるため、文章だけを表示している部分があります。",
    many: "表示できる量を超えています。省いた部分の数: {what}",
    times: "{what} ({count} 回)",
};

/// How many sentences are given.
const MOST: usize = 200;

/// The sentences of a language, by a tag of [`super::LANGUAGES`]; English where there are none.
fn losses(tag: &str) -> &'static Losses {
    super::language::pick(tag, [&EN, &DE, &ES, &FR, &AR, &JA])
}

/// What `list` means for a reader of the language `tag`: one sentence for what is the same, in the order of the document.
#[must_use]
pub fn say(list: &[(String, Loss)], tag: &str) -> Vec<String> {
    let say = losses(tag);
    let mut counted: Vec<(String, usize)> = Vec::new();
    for (path, loss) in list {
        let Some(sentence) = sentence(loss, path, say) else { continue };
        match counted.iter_mut().find(|(known, _)| *known == sentence) {
            Some((_, count)) => *count += 1,
            None => counted.push((sentence, 1)),
        }
        if counted.len() >= MOST {
            break;
        }
    }
    let line = |(sentence, count): (String, usize)| match count {
        1 => sentence,
        _ => fill(say.times, &[("what", &sentence), ("count", &count.to_string())]),
    };
    counted.into_iter().map(line).collect()
}

fn sentence(loss: &Loss, path: &str, say: &Losses) -> Option<String> {
    // What comes from the document keeps its own direction (Unicode Bidirectional Algorithm, isolates).
    let with =
        |sentence: &str, what: &str| Some(fill(sentence, &[("what", &format!("\u{2068}{what}\u{2069}"))]));
    match loss {
        Loss::UnsupportedBlock(kind) => with(say.block, kind),
        Loss::DroppedMarkup(name) => with(say.markup, &format!("<{name}>")),
        Loss::UnwrappedMarkup(name) => with(say.style, &format!("<{name}>")),
        Loss::RefusedAddress(address) => with(say.address, address),
        Loss::TrackingPixel(address) => with(say.pixel, address),
        Loss::WrongType(..) => with(say.value, path),
        Loss::Unreadable(what) => with(say.value, what),
        Loss::TooDeep => Some(say.deep.to_owned()),
        Loss::TooMany(count) => with(say.many, &count.to_string()),
        // All of these are shown, one way or another.
        Loss::Coerced(_)
        | Loss::UnreadableDate(_)
        | Loss::Missing(_)
        | Loss::DuplicateId(_)
        | Loss::Guess(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_each_of_them_in_its_own_words() {
        for tag in crate::text::LANGUAGES {
            let Losses { block, markup, style, address, pixel, value, deep, many, times } = losses(tag);
            for sentence in [block, markup, style, address, pixel, value, many, times] {
                assert!(sentence.contains("{what}"), "{tag}: {sentence}");
            }
            assert!(times.contains("{count}") && !deep.is_empty(), "{tag}");
            assert!(tag == "en" || !std::ptr::eq(losses(tag), &EN), "{tag}");
        }
    }

    #[test]
    fn equal_losses_are_one_sentence_and_what_is_shown_is_none() {
        let list = [
            Loss::DroppedMarkup("script".to_owned()),
            Loss::Guess("a heading"),
            Loss::DroppedMarkup("script".to_owned()),
            Loss::WrongType("a string", "a number"),
        ];
        let list = list.map(|loss| ("$.body".to_owned(), loss));
        assert!(list.iter().filter(|(_, loss)| loss.is_felt()).count() == say(&list, "en").len() + 1);
        assert_eq!(
            say(&list, "en"),
            [
                "\u{2068}<script>\u{2069} was left out with everything in it. (2 times)",
                "A part could not be read: \u{2068}$.body\u{2069}"
            ]
        );
    }
}

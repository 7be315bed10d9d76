//! What HTML becomes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

#[path = "support/dump.rs"]
mod dump;

use standfirst::article::{Block, Issues, Loss, Path};
use standfirst::html::{Origin, Profile, blocks};

const BASE: &str = "https://news.example/2026/story";

fn read(html: &str, profile: Profile) -> (Vec<Block>, Vec<Loss>) {
    let mut issues = Issues::default();
    let path = Path::ROOT;
    let blocks = blocks(html, &mut Origin { base: BASE, profile, path, issues: &mut issues });
    (blocks, issues.into_vec().into_iter().map(|issue| issue.loss).collect())
}

/// Asserts that `html` becomes the blocks of `wanted` (its lines without the common indent), and returns the losses.
fn golden(html: &str, wanted: &str) -> Vec<Loss> {
    let (blocks, losses) = read(html, Profile::Article);
    assert_eq!(dump::blocks(&blocks), unindent(wanted), "{html}");
    losses
}

fn unindent(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let rest = lines.iter().skip(1);
    let indent = rest.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0).min(9);
    let cut = |(at, line): (usize, &&str)| if at == 0 { line.to_string() } else { line[indent..].to_owned() };
    lines.iter().enumerate().map(cut).collect::<Vec<_>>().join("\n")
}

#[test]
fn paragraphs_and_headings() {
    let losses = golden(
        "<h1>A</h1><p id=x>One <b>two</b>\n three</p>bare <i>text</i><h3 dir=rtl>B</h3><hr><p lang=fr-CA>Quatre</p><p> &nbsp; </p>",
        "h2: A
         p #x: One Bold[two] three
         p: bare Italic[text]
         h3 dir=rtl: B
         hr
         p lang=fr-CA: Quatre",
    );
    assert_eq!(losses, []);
}

#[test]
fn an_element_that_is_open_goes_on_in_the_next_block() {
    golden(
        "<a href=/x><div>One</div><p>two <em>three<p>four</em> five</a> six",
        "p: Link(https://news.example/x)[One]
         p: Link(https://news.example/x)[two Em[three]]
         p: Link(https://news.example/x)[Em[four] five] six",
    );
}

#[test]
fn two_breaks_are_an_empty_line() {
    golden(
        "One<br>two<br /><br>\n<br>three<br><b>four<br><br>five</b>",
        "p: One⏎two\np: three⏎Bold[four⏎⏎five]",
    );
}

#[test]
fn lists_nest_also_where_the_inner_one_stands_outside_its_item() {
    golden(
        "<ol start=3 reversed><li value=7>One<ul><li>a</ul><li>Two</li><ol><li>b</ol></ol>
         <ul><li><input type=checkbox checked> done<li><input type=checkbox>open</ul>",
        "ol from 3 reversed
           - value=7
             p: One
             ul
               -
                 p: a
           -
             p: Two
             ol
               -
                 p: b
         ul
           - checked=true
             p: done
           - checked=false
             p: open",
    );
}

#[test]
fn description_lists_begin_with_their_terms() {
    golden(
        "<dl><dt>A<dt>B<dd>both<div><dt>C</dt><dd><p>one<p>two</dd></div></dl>",
        "ul
           -
             p: Strong[A]
             p: Strong[B]
             p: both
           -
             p: Strong[C]
             p: one
             p: two",
    );
}

#[test]
fn quotations_know_whose_they_are() {
    golden(
        "<blockquote cite=/src><p>Words.</p><cite>Ada</cite></blockquote>
         <figure class='wp-block-pullquote'><blockquote><p>Large</p></blockquote><figcaption>Bob</figcaption></figure>",
        "quote https://news.example/src — Ada
           p: Words.
         pull quote — Bob
           p: Large",
    );
}

#[test]
fn pictures_stand_alone_unless_they_are_small() {
    golden(
        "<p><img src=a.jpg alt=A width=800 height=600> Text <img src=e.png alt=🙂 width=16 height=16> here.<br><img src=b.jpg></p>
         <p>In <img src=c.jpg> line</p><a href=/big><img src=d.jpg srcset='d2.jpg 2x, d-600.jpg 600w,d-1200.jpg 1200w' width=300></a>",
        "image https://news.example/2026/a.jpg alt=\"A\" 800x600
         p: Text Image(https://news.example/2026/e.png alt=\"🙂\" 16x16) here.
         image https://news.example/2026/b.jpg
         p: In Image(https://news.example/2026/c.jpg) line
         image https://news.example/2026/d.jpg https://news.example/2026/d2.jpg@600 https://news.example/2026/d-600.jpg@600 https://news.example/2026/d-1200.jpg@1200 -> https://news.example/big",
    );
}

#[test]
fn figures_have_captions_and_galleries_hold_figures() {
    golden(
        "<figure id=f><img src=a.jpg><figcaption>One <em>two</em></figcaption></figure>
         <div class='wp-caption alignleft'><a href=/a><img src=b.jpg></a><p class='wp-caption-text'>Old</p></div>
         <figure class=wp-block-gallery><figure><img src=c.jpg><figcaption>C</figcaption></figure><figure><img src=d.jpg></figure><figcaption>Both</figcaption></figure>
         <ul class=blocks-gallery-grid><li><figure><img src=e.jpg></figure></li><li><img src=f.jpg></li></ul>
         <figure><pre><code>x</code></pre><figcaption>Code</figcaption></figure>",
        "image #f https://news.example/2026/a.jpg | One Em[two]
         image https://news.example/2026/b.jpg -> https://news.example/a | Old
         gallery | Both
           https://news.example/2026/c.jpg | C
           https://news.example/2026/d.jpg
         gallery | 
           https://news.example/2026/e.jpg
           https://news.example/2026/f.jpg
         code -: \"x\"
         p: Code",
    );
}

#[test]
fn pictures_that_a_script_would_load_are_found_once() {
    let losses = golden(
        "<img src='data:image/gif;base64,AA' data-src=/late.jpg><noscript><img src=/late.jpg></noscript>
         <picture><source srcset='/w.webp 800w' type=image/webp><source media='(x)' srcset=/crop.jpg><img src=/p.jpg></picture>
         <img src=/spy.gif width=1 height=1><img src=/spy2.gif width=0 height=0>",
        "image https://news.example/late.jpg
         image https://news.example/p.jpg https://news.example/w.webp@800",
    );
    assert_eq!(losses.iter().filter(|loss| matches!(loss, Loss::TrackingPixel(_))).count(), 2, "{losses:?}");
}

#[test]
fn code_and_verse_keep_their_lines() {
    golden(
        "<pre>\n one\n  <b>two</b></pre><pre class='language-rust'>\nfn <span>main</span>() {\n}</pre><pre><code class='lang-js hljs'>a &lt; b<br>c</code></pre><xmp><b>raw</b></xmp>",
        "pre: \" one\\n  Bold[two]\"
         code rust: \"fn main() {\\n}\"
         code js: \"a < b\\nc\"
         code -: \"<b>raw</b>\"",
    );
}

#[test]
fn tables_hold_blocks_and_layout_tables_do_not_exist() {
    golden(
        "<table><caption>Tolls</caption><thead><tr><td>A<th colspan=2>B</thead><tr><td rowspan=0>c<td><ul><li>d</ul><tr><td>e</table>
         <table><tr><td>alone<td></table><table role=presentation><tr><td><p>x<td>y</table>stray<table><tr><td>one</table>",
        "table | Tolls
           row
             th
               p: A
             th 2x1
               p: B
           row
             td
               p: c
             td
               ul
                 -
                   p: d
           row
             td
               p: e
         table | 
           row
             td
               p: alone
             td
         p: x
         p: y
         p: stray
         p: one",
    );
}

#[test]
fn footnotes_are_notes_without_their_way_back() {
    golden(
        "<p>Text<sup id=r1><a href='#fn1'>1</a></sup></p><div class=footnotes><hr><ol><li id=fn1><p>More. <a href='#r1'>↩</a></p></li></ol></div>
         <ol class=wp-block-footnotes><li id=f2>Again <a href='https://news.example/2026/story#f2-link'>↩︎</a></li></ol>",
        "p #r1: TextSuperscript[Link(#fn1)[1]]
         note fn1
           p: More.
         note f2
           p: Again",
    );
}

#[test]
fn media_and_embeds_are_cards_and_players() {
    golden(
        "<video src=a.mp4 poster=p.jpg width=640 height=360><track src=t.vtt kind=captions srclang=en>No video. <a href=a.mp4>a.mp4</a></video>
         <audio controls><source src=b.mp3 type=audio/mpeg></audio><video>Nothing <a href=/x>here</a></video>
         <figure class=wp-block-embed><div>\nhttps://youtu.be/dQw4w9WgXcQ?t=42s\n</div><figcaption>Song</figcaption></figure>
         <iframe src='https://www.youtube.com/embed/abc-_1?rel=0' title=Film width=560 height=315></iframe>
         <iframe src='//maps.example/embed'></iframe><iframe src='javascript:alert(1)'><p>no</p></iframe>
         <iframe src='https://t.example/ns.html' width=0 height=0></iframe>
         <blockquote class='twitter-tweet'><p>Hello <a href='https://t.co/1'>x</a></p>— A <a href='https://twitter.com/a/status/1'>May</a></blockquote><script src='//platform.twitter.com/w.js'></script>
         <object data=/file.pdf><a href=/file.pdf>File</a></object>",
        "video https://news.example/2026/a.mp4 poster https://news.example/2026/p.jpg track https://news.example/2026/t.vtt | Link(https://news.example/2026/a.mp4)[a.mp4]
         audio https://news.example/2026/b.mp3 | 
         p: Nothing Link(https://news.example/x)[here]
         embed https://www.youtube.com/watch?v=dQw4w9WgXcQ frame https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=42 (YouTube) \"https://youtu.be/dQw4w9WgXcQ?t=42s\"
         p: Song
         embed https://www.youtube.com/watch?v=abc-_1 frame https://www.youtube-nocookie.com/embed/abc-_1 (YouTube) \"Film\"
         embed https://maps.example/embed frame https://maps.example/embed (maps.example)
         embed https://twitter.com/a/status/1 (X)
           p: Hello Link(https://t.co/1)[x]
           p: — A Link(https://twitter.com/a/status/1)[May]
         embed https://news.example/file.pdf (news.example)
           p: Link(https://news.example/file.pdf)[File]",
    );
}

#[test]
fn inline_elements_keep_language_direction_and_readings() {
    golden(
        "<p><span lang=ja dir=ltr>日本</span> <ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby> <bdo dir=rtl>x</bdo> <bdi>y</bdi> <abbr title=T>t</abbr> <time datetime=2026>now</time> a<wbr>b <q cite=x>q</q><em lang=de>ja</em></p>",
        "p: Span(lang=ja dir=ltr)[日本] Ruby[漢:かん 字:じ] Override(rtl)[x] Isolate[y] Abbr(T)[t] Time(2026)[now] a¬b Quote[q]Span(lang=de)[Em[ja]]",
    );
}

#[test]
fn formulas_are_of_the_closed_set() {
    let losses = golden(
        "<p>So <math><mi onclick=x>a</mi><mfenced><mi>b</mi><mi>c</mi></mfenced><semantics><mrow><mn>1</mn></mrow><annotation encoding=tex>\\x</annotation></semantics><mtext><a href=x>t</a></mtext></math>.</p><math display=block><mfrac><mn>1</mn><mn>2</mn></mfrac></math>",
        "p: So (math mi(a)mo(()mi(b)mo(,)mi(c)mo())mrow(mrow(mn(1)))mtext(mrow(t))).
         math block mfrac(mn(1)mn(2))",
    );
    assert_eq!(losses, [Loss::UnwrappedMarkup("a".into())]);
}

#[test]
fn boxes_and_details() {
    golden(
        "<details><summary>More <i>x</i></summary><p>Inside</details><aside><h4>Box</h4>Text</aside><form action=/f><label>Name</label> <input><button>Send</button></form>",
        "aside Toggle: More Italic[x]
           p: Inside
         aside Box: 
           h4: Box
           p: Text
         p: Name Send",
    );
}

#[test]
fn what_is_unknown_leaves_its_text_and_a_word_about_it() {
    let (blocks, losses) =
        read("<host-widget>a</host-widget><blink>b</blink><svg><text>c</text></svg>", Profile::Article);
    assert_eq!(dump::blocks(&blocks), "p: ab");
    let unwrapped = |name: &str| Loss::UnwrappedMarkup(name.into());
    assert_eq!(losses, [unwrapped("host-widget"), unwrapped("blink"), Loss::DroppedMarkup("svg".into())]);
}

#[test]
fn comments_take_no_pictures_headings_tables_or_frames() {
    let html = "<h2>Big</h2><img src=/a.png alt=pic><table><tr><td>a<td>b</table><iframe src=https://x.example/f></iframe>
         <figure><img src=b.png></figure><ul><li>ok</ul><pre>code</pre><details><summary>s</summary>t</details>";
    let (blocks, _) = read(html, Profile::Comment);
    let wanted = "p: Big
        p: pic
        p: a
        p: b
        p: Link(https://x.example/f)[https://x.example/f]
        ul
          -
            p: ok
        pre: \"code\"
        p: s
        p: t";
    assert_eq!(dump::blocks(&blocks), unindent(wanted));
}

#[test]
fn nesting_has_limits_and_the_text_outlives_them() {
    for tag in [
        "div",
        "blockquote",
        "b",
        "table><tr><td",
        "ul><li",
        "span",
        "svg",
        "math",
        "ruby",
        "figure",
        "p",
        "x-y",
    ] {
        let html = format!("{}deep{}", format!("<{tag}>").repeat(3000), format!("</{tag}>").repeat(3000));
        let (blocks, losses) = read(&html, Profile::Article);
        let seen = dump::blocks(&blocks).contains("deep");
        assert!(seen || tag == "svg", "{tag}");
        assert!(!losses.is_empty() || tag == "p", "{tag}");
    }
}

//! HTML to blocks: an article, and inputs made to be slow, at sizes that show whether the time grows with the length alone.
#![allow(missing_docs)]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use standfirst::article::{Issues, Path};
use standfirst::html::{Origin, Profile, blocks};

fn main() {
    divan::main();
}

const MEGABYTES: [usize; 5] = [1, 2, 4, 8, 10];

/// What is repeated to fill an input; each is bad for some way of writing a parser.
const HOSTILE: [(&str, &str); 34] = [
    ("open formatting", "<b>"),
    ("formatting in blocks", "<b><p>"),
    ("fonts that differ", "<font a=1><font b=2><font c=3><p>x"),
    ("misnested", "<a><b><p></a></b>"),
    ("misnested deep", "<b><i><u><s><div></b></i></u></s>"),
    ("links in links", "<a href=x>y"),
    ("ends without starts", "</b></p></x>"),
    ("starts of tags", "<"),
    ("ends of tags", "</"),
    ("comments", "<!--"),
    ("comments that end", "<!-- a --><!---->"),
    ("declarations", "<!x><?y>"),
    ("references", "&amp;&#x41;&notin;&CounterClockwiseContourIntegral;"),
    ("no references", "&nosuchthing &"),
    ("attributes", "<p a=b c='d' e=\"f\" class=g>"),
    ("one endless tag", " a=b"),
    ("tables", "<table><tr><td>"),
    ("text in tables", "<table>x<tr>y<td>z</table>"),
    ("lists", "<ul><li>x"),
    ("quotations", "<blockquote>"),
    ("divs", "<div>"),
    ("scripts", "<script><!--<script>"),
    ("text areas", "<textarea></textare>"),
    ("pictures", "<img srcset='a 1x, b 2x, c 3w'>"),
    ("break opportunities", "<wbr>"),
    ("breaks", "<br><wbr>"),
    ("pictures in formatting", "<b><a href=x><img src=a.jpg>"),
    ("definition lists", "<dl><dt>x<dd>y"),
    ("ruby", "<ruby>x<rt>y"),
    ("formulas", "<math><mi>x<mrow>"),
    ("drawings", "<svg><g><desc><p>"),
    ("frames", "<iframe src=//v.example/x></iframe>"),
    ("names", "<p id=a><a href=#a>x</a>"),
    ("quoted posts", "<blockquote class=twitter-tweet><a href=/x>"),
];

fn input(piece: &str, megabytes: usize) -> String {
    let start = if piece.starts_with(' ') { "<p" } else { "" };
    start.to_owned() + &piece.repeat(megabytes * 1_000_000 / piece.len())
}

fn read(html: &str) -> usize {
    let (mut issues, path) = (Issues::default(), Path::ROOT);
    let mut origin =
        Origin { base: "https://news.example/story", profile: Profile::Article, path, issues: &mut issues };
    blocks(html, &mut origin).len()
}

#[divan::bench(args = MEGABYTES, sample_count = 3, sample_size = 1)]
fn article(bencher: Bencher, megabytes: usize) {
    let piece = "<p>The <strong>bridge</strong> over the <a href=\"/river\">river</a> was open again, &ldquo;at last&rdquo;, and the \
                 ferries, which had run for nine years, stopped on Sunday.</p>\n<figure class=\"wp-block-image\"><img src=\"/a.jpg\" \
                 alt=\"The bridge\" width=\"1600\" height=\"900\"><figcaption>Open <em>again</em></figcaption></figure>\n<h2>Tolls</h2>\n\
                 <ul><li>Bicycles: nothing</li><li>All others: two crowns</li></ul>\n";
    let html = input(piece, megabytes);
    bencher.counter(BytesCount::of_str(&html)).bench(|| read(black_box(&html)));
}

#[divan::bench(args = MEGABYTES, consts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33], sample_count = 1, sample_size = 1)]
fn hostile<const KIND: usize>(bencher: Bencher, megabytes: usize) {
    let Some((_, piece)) = HOSTILE.get(KIND) else { return };
    let html = input(piece, megabytes);
    bencher.counter(BytesCount::of_str(&html)).bench(|| read(black_box(&html)));
}

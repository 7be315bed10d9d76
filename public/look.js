// The reader's own choice of colours and type, before the first paint: a script that is no module runs before the body is
// read. It is a list of words, kept by src/browser/look.rs, that style/tokens.css knows.
try {
  const look = localStorage.getItem('standfirst.look');
  if (look) document.documentElement.dataset.standfirstLook = look;
} catch {
  // Nothing may be kept here: then nothing was chosen.
}

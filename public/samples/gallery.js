// Shows the specimen sheet in every look: one frame each, the words of the look set on its root as the reader's choice is.

const looks = ['light', 'dark', 'sepia', 'light contrast', 'dark contrast', 'light sans', 'dark plain', 'light size-5 loose'];
const source = new URLSearchParams(location.search).get('sample') ?? 'every-block';

for (const look of looks) {
  const section = document.createElement('section');
  const heading = document.createElement('h2');
  const frame = document.createElement('iframe');
  heading.textContent = look;
  frame.title = look;
  frame.src = `../?src=samples/${encodeURIComponent(source)}.json`;
  frame.addEventListener('load', () => {
    const page = frame.contentDocument;
    if (page) page.documentElement.dataset.standfirstLook = look;
    // As high as what is in it, once all of it is there.
    const measure = () => {
      const height = page?.querySelector('.page')?.scrollHeight;
      if (height) frame.style.blockSize = `${height}px`;
    };
    for (const wait of [500, 1500, 4000]) setTimeout(measure, wait);
  });
  section.append(heading, frame);
  document.querySelector('main')?.append(section);
}

// Tells the page around the frame how high the article is, and nothing else.
new ResizeObserver(() => {
  parent.postMessage({ type: 'standfirst-height', height: document.documentElement.scrollHeight }, '*');
}).observe(document.body);

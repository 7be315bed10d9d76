// A component of the page's own.
customElements.define(
  'host-card',
  class extends HTMLElement {
    connectedCallback() {
      const root = this.attachShadow({ mode: 'open' });
      const article = document.createElement('standfirst-article');
      article.setAttribute('src', '../samples/moscow-threat.json');
      root.append(article);
    }
  },
);

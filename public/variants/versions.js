// A second copy, which keeps to itself: the first has the name, so this one takes another.
import { define } from '../standfirst-define.js';

define();
define('second-article');
